"""What the assistant asks of whoever writes answers."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.answer import Question, Usage
from retrieval.passage import Evidence


class Generator(Protocol):
    """Writes an answer from Evidence: extractive, or a chat model."""

    name: str

    def generate(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[str | Usage]:
        """Yield pieces of text in which `[n]` names the n-th Evidence, counted from 1.

        A model's last item is what it read and wrote. Yields no text where the Evidence does not
        answer. What is yielded is not trusted: `grounding` verifies it. Raises GeneratorError.
        """
        ...
