"""The training texts of this repository: JSON lines in `data/`, three shapes of them."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.document import Language

DATA = Path(__file__).parent / "data"


class TextError(ValueError):
    """A line that is not of its file's shape; the message names the file, the line, the fault."""


class Typed(StrEnum):
    """How a question is typed."""

    PLAIN = "plain"
    NO_KAZAKH_LETTERS = "no_kazakh_letters"
    LATIN = "latin"
    TYPO = "typo"
    MIXED = "mixed"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Parallel:
    """A sentence in both languages."""

    id: str
    kk: str
    ru: str
    topic: str
    origin: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a passage answers."""

    language: Language
    text: str
    typed: Typed


@dataclass(frozen=True, slots=True)
class Questioned:
    """A passage and questions that it answers, in either language."""

    id: str
    language: Language
    passage: str
    questions: tuple[Asked, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Paraphrases:
    """Texts of one language that say the same in other words."""

    id: str
    language: Language
    texts: tuple[str, ...]
    origin: str


Text = Parallel | Questioned | Paraphrases
Place = tuple[Path, int]


def read_texts(folder: Path = DATA) -> Iterator[Text]:
    """Yield all texts of a folder, by file name and line. Raises TextError."""
    for place, record in read_records(folder):
        yield parse_text(place, record)


def read_records(folder: Path = DATA) -> Iterator[tuple[Place, str]]:
    """Yield the lines of all files of a folder that are not blank, each with its place."""
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield (file, number), line


def parse_text(place: Place, line: str) -> Text:
    """Read a line of the file at that place; the file's name tells its shape. Raises TextError."""
    file, number = place
    shape = _SHAPES.get(file.name.partition("-")[0])
    try:
        if shape is None:
            raise ValueError("no file of parallel-, questions- or paraphrases-")
        return shape(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        told = f"missing {error}" if isinstance(error, KeyError) else str(error)
        raise TextError(f"{file.name}:{number}: {told}") from error


def _parallel(record: Mapping[str, Any]) -> Parallel:
    return Parallel(**{name: _said(record, name) for name in ("id", "kk", "ru", "topic", "origin")})


def _questioned(record: Mapping[str, Any]) -> Questioned:
    return Questioned(
        _said(record, "id"),
        Language(record["lang"]),
        _said(record, "passage"),
        tuple(map(_asked, record["questions"])),
        _said(record, "origin"),
    )


def _asked(record: Mapping[str, Any]) -> Asked:
    return Asked(Language(record["lang"]), _said(record, "text"), Typed(record["typed"]))


def _paraphrases(record: Mapping[str, Any]) -> Paraphrases:
    texts = tuple(record["texts"])
    if len(texts) < 2 or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError("fewer than two texts")
    return Paraphrases(
        _said(record, "id"), Language(record["lang"]), texts, _said(record, "origin")
    )


def _said(record: Mapping[str, Any], name: str) -> str:
    text = record[name]
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"empty {name}")
    return text.strip()


_SHAPES: Mapping[str, Callable[[Mapping[str, Any]], Text]] = {
    "parallel": _parallel,
    "questions": _questioned,
    "paraphrases": _paraphrases,
}
