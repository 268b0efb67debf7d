"""Answers that were given: what their buttons, a reply to them or an edit of the question needs."""

from dataclasses import dataclass
from typing import Protocol

from bot.answer import Answer
from corpus.document import Language, Span


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer by its places: the chat, the message that asked, the sources by their spans.

    `question` is complete, without the turns before it; `citations` are number, Document, span.
    """

    id: str
    chat: int
    person: int
    asked_in: int
    question: str
    language: Language
    citations: tuple[tuple[int, str, Span], ...] = ()


class Answers(Protocol):
    """Every answer that is kept."""

    async def named(self, name: str) -> KeptAnswer | None:
        """The answer of that name."""
        ...

    async def to_question(self, chat: int, message: int) -> KeptAnswer | None:
        """The answer to the question that stands in a message."""
        ...

    async def in_message(self, chat: int, message: int) -> KeptAnswer | None:
        """The answer that stands in a message."""
        ...

    async def messages_of(self, kept: KeptAnswer) -> list[int]:
        """The messages that an answer stands in, in their order."""
        ...

    async def count_since(self, moment: float) -> int:
        """How many answers were given since a moment."""
        ...


def kept_answer(answer: Answer, name: str, chat: int, person: int, asked_in: int) -> KeptAnswer:
    """What is to be kept of an answer."""
    question = answer.question
    citations = tuple((c.number, c.document.id, c.span) for c in answer.citations)
    return KeptAnswer(name, chat, person, asked_in, question.text, question.language, citations)
