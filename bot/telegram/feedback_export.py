"""Feedback for those who better the answers: JSON Lines, as `atazan eval draft` reads them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from bot.errors import SettingsError
from bot.redaction import redact

_RATED_BAD = "SELECT question, language, reason FROM feedback WHERE is_good = 0 ORDER BY given_at"
_COMMENTS = "SELECT text, language, '' FROM comments ORDER BY given_at"


def feedback_lines(database: Path) -> Iterator[str]:
    """Yield a line for each question whose answer was rated 👎: question, language, reason."""
    yield from _lines(database, _RATED_BAD, "question")


def comment_lines(database: Path) -> Iterator[str]:
    """Yield a line for each comment: comment, language."""
    yield from _lines(database, _COMMENTS, "comment")


def lines_of(rows: Iterable[tuple[str, str, str]], name: str) -> Iterator[str]:
    """Yield a line for each text, language and reason; personal data are taken out."""
    for text, language, reason in rows:
        record = {name: redact(text), "language": language, "reason": reason}
        yield json.dumps({key: value for key, value in record.items() if value}, ensure_ascii=False)


def _lines(database: Path, query: str, name: str) -> Iterator[str]:
    """Raises SettingsError where no bot has run yet."""
    if not database.is_file():
        raise SettingsError("error-telegram-none", path=str(database))
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        yield from lines_of(connection.execute(query), name)
