"""A run: the golden questions, how each was answered, and with which settings; JSON Lines on disk.

Scoring reads a run and nothing else, so that no model runs again for another metric.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.answer import Cut, Status, Usage
from bot.errors import BotError
from bot.quality.golden import GoldenQuestion, golden_record, parse_golden
from corpus.document import Language


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A citation as it was shown: `passage` is the text in which `quote` must stand word for word.

    `label` is what the answer says of the source before the sentence; `article` is the number
    of the article that is cited or retold, empty for a report.
    """

    number: int
    document: str
    language: Language
    quote: str
    passage: str
    version: str = ""
    article: str = ""
    locator: str = ""
    label: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A passage that was found for the question."""

    document: str
    locator: str
    text: str
    score: float
    version: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One answer of a run, complete enough to be scored anew. See `bot.answer.Answer`."""

    id: str
    language: Language
    status: Status
    text: str
    citations: tuple[CitationRecord, ...] = ()
    generator: str = ""
    confidence: float = 1.0
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    cuts: tuple[Cut, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    usage: Usage | None = None


Asked = tuple[GoldenQuestion, AnswerRecord]


@dataclass(frozen=True, slots=True)
class Run:
    """Golden questions with their answers; `about` says what answered: settings, corpus, day."""

    about: Mapping[str, str]
    asked: tuple[Asked, ...]


def write_run(run: Run, file: Path) -> None:
    """Write a run: what answered in the first line, then a question and its answer a line."""
    with file.open("w", encoding="utf-8") as lines:
        for record in ({"run": dict(run.about)}, *_records(run.asked)):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_run(file: Path) -> Run:
    """Read a run. Raises BotError, which names the line that is none."""
    number = 1
    asked: list[Asked] = []
    try:
        header, *lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
        about = json.loads(header)["run"]
        for line in lines:
            number += 1
            record = json.loads(line)
            asked.append((parse_golden(record["golden"]), _parse_answer(record["answer"])))
    except (ValueError, KeyError, TypeError) as error:
        place = f"{file.name}:{number}"
        raise BotError("error-run-line", place=place, reason=str(error)) from error
    return Run(about, tuple(asked))


def _records(asked: Iterable[Asked]) -> Iterator[dict[str, Any]]:
    for golden, answer in asked:
        yield {"golden": golden_record(golden), "answer": asdict(answer)}


def _parse_answer(record: dict[str, Any]) -> AnswerRecord:
    return AnswerRecord(
        **record
        | {
            "language": Language(record["language"]),
            "status": Status(record["status"]),
            "citations": tuple(map(_parse_citation, record["citations"])),
            "cuts": tuple(Cut(**cut) for cut in record["cuts"]),
            "evidence": tuple(EvidenceRecord(**item) for item in record["evidence"]),
            "usage": record["usage"] and Usage(**record["usage"]),
        }
    )


def _parse_citation(record: dict[str, Any]) -> CitationRecord:
    return CitationRecord(**record | {"language": Language(record["language"])})
