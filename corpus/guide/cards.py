"""The cards of the guide: read, and made into Documents."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Document, Kind, Language, Span
from corpus.edition import ADOPTED
from corpus.errors import UnreadableError

PUBLISHER = "AtaZań"
_ID = re.compile(r"guide-(?P<article>\d+)-(?:kk|ru)")


@dataclass(frozen=True, slots=True)
class Card:
    """What an article says, retold in one language; `questions` are searched, never cited."""

    article: int
    language: Language
    title: str
    text: str
    words: tuple[str, ...]
    questions: tuple[str, ...]

    def to_document(self) -> Document:
        """The card as a source: an explainer, which says whose retelling it is."""
        text = f"{self.title}\n\n{self.text}\n"
        return Document(
            id=f"guide-{self.article:02}-{self.language}",
            title=self.title,
            text=text,
            language=self.language,
            kind=Kind.EXPLAINER,
            publisher=PUBLISHER,
            version=ADOPTED,
            asides=(Span(0, len(self.title)),),
        )


def card_files() -> list[Path]:
    """The files of the guide, by article."""
    return sorted(Path(__file__).parent.glob("art-*.toml"))


def read_cards() -> Iterator[Card]:
    """Yield all cards by article, Kazakh before Russian. Raises UnreadableError."""
    for file in card_files():
        yield from parse_cards(file.read_text(encoding="utf-8"), file.name)


def parse_cards(text: str, name: str) -> Iterator[Card]:
    """Yield the two cards of one file. Raises UnreadableError, which names it."""
    try:
        record = tomllib.loads(text)
        yield from (_card(record["article"], one, record[one]) for one in Language)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError("error-file-unreadable", name=name, reason=str(error)) from error


def _card(article: int, language: Language, record: dict[str, Any]) -> Card:
    return Card(
        article=article,
        language=language,
        title=record["title"],
        text=" ".join(record["text"].split()),
        words=tuple(record["words"]),
        questions=tuple(record["questions"]),
    )


def retold_article(document: Document) -> str:
    """The number of the article that a Document of the guide retells, empty for any other."""
    found = _ID.fullmatch(document.id) if document.publisher == PUBLISHER else None
    return str(int(found["article"])) if found else ""
