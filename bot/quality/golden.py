"""Golden questions: JSON Lines of questions with what a right answer holds."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.answer import Status
from bot.errors import BotError
from corpus.document import Language


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question, how it must end, and what its answer must say.

    `facts` is a list of facts, each a tuple of accepted forms: one of them must stand in the
    answer, in any spelling. `documents` are the ids, and `articles` the numbers of the articles of
    the new Constitution, that hold the answer; `before` are the earlier turns of the conversation.
    """

    id: str
    language: Language
    question: str
    expect: Status
    facts: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...]
    tags: tuple[str, ...]
    articles: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def read_golden(file: Path) -> Iterator[GoldenQuestion]:
    """Yield the questions of a file. Raises BotError, which names the line that is none."""
    number = 1
    try:
        for line in file.read_text(encoding="utf-8-sig").split("\n"):
            if line.strip():
                yield parse_golden(json.loads(line))
            number += 1
    except (ValueError, KeyError, TypeError) as error:
        place = f"{file.name}:{number}"
        raise BotError("error-golden-line", place=place, reason=str(error)) from error


def parse_golden(record: dict[str, Any]) -> GoldenQuestion:
    """Read one question. Raises ValueError, KeyError, TypeError."""
    return GoldenQuestion(
        id=_string(record["id"]),
        language=Language(record["lang"]),
        question=_string(record["question"]),
        expect=Status(record["expect"]),
        facts=tuple(_strings(forms) for forms in record.get("facts", [])),
        documents=_strings(record.get("documents", [])),
        tags=_strings(record.get("tags", [])),
        articles=tuple(map(str, record.get("articles", []))),
        before=_strings(record.get("before", [])),
    )


def golden_record(golden: GoldenQuestion) -> dict[str, Any]:
    """Return a question as its JSON line has it."""
    record = asdict(golden)
    return {"id": record.pop("id"), "lang": record.pop("language"), **record}


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r}: str")
    return value


def _strings(values: object) -> tuple[str, ...]:
    """Refuse a bare string: it would be taken for a list of its letters."""
    if not isinstance(values, list):
        raise TypeError(f"{values!r}: list")
    return tuple(map(_string, values))
