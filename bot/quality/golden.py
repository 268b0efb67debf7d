"""Golden questions: JSON Lines of questions with what a right answer holds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Status
from bot.errors import BotError
from corpus.document import Language


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question, how it must end, and what its answer must say.

    `facts` is a list of facts, each a tuple of accepted forms: one of them must stand in the
    answer, in any letter case. `documents` are the ids that hold the answer.
    """

    id: str
    language: Language
    question: str
    expect: Status
    facts: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...]
    tags: tuple[str, ...]


def read_golden(file: Path) -> Iterator[GoldenQuestion]:
    """Yield the questions of a file. Raises BotError, which names the line that is none."""
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                yield _parse(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                place = f"{file.name}:{number}"
                raise BotError("error-golden-line", place=place, reason=str(error)) from error


def _parse(record: dict[str, Any]) -> GoldenQuestion:
    return GoldenQuestion(
        id=record["id"],
        language=Language(record["lang"]),
        question=record["question"],
        expect=Status(record["expect"]),
        facts=tuple(tuple(forms) for forms in record.get("facts", ())),
        documents=tuple(record.get("documents", ())),
        tags=tuple(record.get("tags", ())),
    )
