"""👎 feedback → draft golden questions, without personal data, for a person to finish."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.answer import Status
from bot.errors import BotError
from bot.quality.golden import GoldenQuestion, golden_record, read_golden
from bot.redaction import redact
from corpus.document import Language

# What marks a question whose facts and sources nobody has filled in.
DRAFT = "draft"


def append_drafts(feedback: Path, drafts: Path) -> int:
    """Append a draft for each question of a feedback file that is not there yet; count them.

    Feedback is JSON Lines with `question`, `language`, and perhaps `reason` (a word of the
    button). Raises BotError for a line that is none.
    """
    known = {golden.id for golden in read_golden(drafts)} if drafts.exists() else set()
    added = [draft for draft in _drafts_of(_records(feedback)) if draft.id not in known]
    unique = {draft.id: draft for draft in added}
    with drafts.open("a", encoding="utf-8") as lines:
        for draft in unique.values():
            lines.write(json.dumps(golden_record(draft), ensure_ascii=False) + "\n")
    return len(unique)


def _records(file: Path) -> Iterator[dict[str, Any]]:
    number = 1
    try:
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                Language(record["language"])
                yield {"reason": ""} | record | {"question": str(record["question"])}
            number += 1
    except (ValueError, KeyError, TypeError) as error:
        place = f"{file.name}:{number}"
        raise BotError("error-golden-line", place=place, reason=str(error)) from error


def _drafts_of(records: Iterable[dict[str, Any]]) -> Iterator[GoldenQuestion]:
    for record in records:
        question = " ".join(redact(record["question"]).split())
        digest = hashlib.sha256(question.lower().encode()).hexdigest()[:10]
        yield GoldenQuestion(
            id=f"{DRAFT}-{digest}",
            language=Language(record["language"]),
            question=question,
            expect=Status.ANSWERED,
            facts=(),
            documents=(),
            tags=tuple(filter(None, (DRAFT, record["reason"]))),
        )
