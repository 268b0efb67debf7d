"""JSON Lines in: the records of `--batch FILE`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import QuestionError


def read_batch(file: Path, fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON Lines file (`-` is standard input), each with all `fields`.

    A field holds a string or a number.

    Raises QuestionError, which names the line, and OSError's reason for a file that can't be read.
    """
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise QuestionError("error-file-unreadable", name=str(file), reason=reason) from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _record(line, fields, f"{file.name}:{number}")


def _record(line: str, fields: tuple[str, ...], place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    for field in fields:
        if not isinstance(record, dict) or not isinstance(record.get(field), str | int):
            raise QuestionError("error-batch-line", place=place, field=field)
    assert isinstance(record, dict)
    return record
