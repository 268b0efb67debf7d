"""What writes for the generators: a model of the bot's own, or a server of models."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from bot.answer import Usage

Messages = list[dict[str, str]]

# Seconds that an answer may take; tokens of sources that a prompt holds.
DEFAULT_DEADLINE_S = 60.0
DEFAULT_PROMPT_TOKENS = 600


class Mode(StrEnum):
    """What a model may do: write its own sentences, or choose among those of the sources."""

    ANSWER = "answer"
    QUOTES = "quotes"


class ChatModel(Protocol):
    """A chat model: llama (a GGUF in a process of its own), server (an OpenAI-compatible one)."""

    name: str

    def write(
        self, messages: Messages, grammar: str | None, most_tokens: int
    ) -> Iterator[str | Usage]:
        """Yield pieces of text as they are written, then what was used, where that is known.

        `grammar` is GBNF that the text keeps to, as far as the model can be bound. An iterator
        that is closed early stops the writing. Raises GeneratorError.
        """
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has for the model. Raises GeneratorError."""
        ...
