"""The nouns of answering: Question, Citation, Answer, and the events on the way to one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.errors import UngroundedError
from corpus.document import Document, Language, Span
from retrieval.passage import Evidence, Passage


class Status(StrEnum):
    """How a question ended. Never guessed from the wording of a text."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: normalised, in a known language, complete without the turns before it."""

    id: str
    text: str
    language: Language
    asked: str = ""
    """The words as they were typed, where `text` was completed from the conversation."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered, verbatim quote. It is its place: the quote is derived, and cannot be wrong."""

    number: int
    passage: Passage
    span: Span

    def __post_init__(self) -> None:
        """Refuse a span that is not of the passage or is no citable text: UngroundedError."""
        start, end = self.passage.span
        inside = start <= self.span.start < self.span.end <= end
        if not inside or not self.document.is_citable(self.span):
            raise UngroundedError("error-ungrounded", id=self.document.id)

    @property
    def document(self) -> Document:
        """The Document that is quoted."""
        return self.passage.document

    @property
    def quote(self) -> str:
        """The words as they stand in the Document."""
        return self.document.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence that a generator wrote and verification took out, and why (a message key)."""

    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model read and wrote, in tokens of its own; `reused` of the prompt were cached."""

    prompt: int
    reused: int
    written: int

    def __add__(self, other: "Usage") -> "Usage":
        """What two answers, or two parts of one, took together."""
        pairs = (self.prompt + other.prompt, self.reused + other.reused)
        return Usage(*pairs, self.written + other.written)


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a question. `text` holds `[1]` markers where `citations` has that number.

    `confidence` is how surely the Evidence answers (0–1), on which it was decided to answer.
    `evidence` is what was found for it, best first; `usage` is None where no model wrote.
    `repeated` tells that it was not made for this question, but remembered; `is_brief` that a model
    would have written more, had it not been busy.
    """

    question: Question
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    generator: str = ""
    cuts: tuple[Cut, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    usage: Usage | None = None
    repeated: bool = False
    is_brief: bool = False


@dataclass(frozen=True, slots=True)
class Searching:
    """The search has begun."""

    question: Question


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence was found; the answer is being written."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """One more verified sentence of the answer, with the citations it bears."""

    text: str
    citations: tuple[Citation, ...]


Event = Searching | Found | Delta | Answer
