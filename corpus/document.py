"""Document: one source text, as it is stored and cited."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """The two languages of the program."""

    KK = "kk"
    RU = "ru"

    @property
    def other(self) -> "Language":
        """The other one of the two."""
        return Language.RU if self is Language.KK else Language.KK


class Kind(StrEnum):
    """What a Document is, from the most to the least authoritative; `text` where nothing tells."""

    CONSTITUTION = "constitution"
    LAW = "law"
    EXPLAINER = "explainer"
    NEWS = "news"
    TEXT = "text"


class Span(NamedTuple):
    """A half-open range of characters (Unicode code points) of a Document's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One source text with what is known about it.

    `text` is the whole text in Unicode NFC with line feeds; every offset of the program points
    into it. `asides` are the spans that are not the source's own words (picture captions, lists
    of other headlines): they are stored but never found nor cited.
    """

    id: str
    title: str
    text: str = field(repr=False)
    language: Language
    kind: Kind = Kind.TEXT
    publisher: str = ""
    published: date | None = None
    version: str = ""
    url: str = ""
    asides: tuple[Span, ...] = ()
    _known_checksum: str = field(default="", init=False, repr=False, compare=False)

    @property
    def checksum(self) -> str:
        """SHA-256 over all fields, as hex: two Documents are the same when it is the same."""
        if not self._known_checksum:  # asked for with each of its passages
            object.__setattr__(self, "_known_checksum", self._hashed())
        return self._known_checksum

    def _hashed(self) -> str:
        published = self.published.isoformat() if self.published else ""
        parts = (
            *(self.id, self.title, self.text, self.language, self.kind, self.publisher),
            *(published, self.version, self.url, repr([tuple(span) for span in self.asides])),
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def is_citable(self, span: Span) -> bool:
        """Whether the span is a non-empty piece of the text, clear of all asides."""
        inside = 0 <= span.start < span.end <= len(self.text)
        return inside and not any(span.overlaps(aside) for aside in self.asides)
