"""The nouns of the search layer: Passage, Hit, Sentence, Evidence."""

from dataclasses import dataclass

from corpus.document import Document, Span
from retrieval.locator import Locator

# Characters of a Document's checksum that an index keeps with each passage.
CHECKSUM_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a Document that is found and cited as one."""

    document: Document
    span: Span
    locator: Locator
    heading: str = ""
    """The heading of the article it stands under, while it is being indexed."""

    @property
    def text(self) -> str:
        """The piece itself, verbatim."""
        return self.document.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a channel found: a passage by its place, and the channel's own score.

    `checksum` begins the checksum of the Document's state that was indexed.
    """

    document_id: str
    checksum: str
    span: Span
    locator: Locator
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: its span, and how well it fits the question (0–1)."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that was found for a question.

    `score` ranks (higher is better); `coverage` is the share of the question, by weight, that the
    passage speaks of (0–1); `sentences` are all sentences of the passage in their order; `twin` is
    the same paragraph of the same law in the other language. `asked` is how many words of the
    question say what it is about, `guided` how surely the guide takes it for a question about this
    article (0–1). `counts` is false where the question asks how many of something there are, and
    the passage does not say; `named` is the share of the question's names and numbers that it has;
    `similarity` is how near its meaning is, the cosine of the embedding in the box (−1–1).
    """

    passage: Passage
    score: float
    coverage: float
    sentences: tuple[Sentence, ...]
    twin: Passage | None = None
    asked: int = 1
    guided: float = 0.0
    counts: bool = True
    named: float = 1.0
    similarity: float = 0.0
