"""Changes as statements."""

import json
import time
from collections.abc import Iterable, Iterator

from bot.telegram.changes import Change, Count, KeepAnswer, KeepConversation
from bot.telegram.sqlite.database import Statement

_COUNTING = (
    "INSERT INTO notes VALUES (?, ?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + ?, noted_at = ?"
)


def statements_of(changes: Iterable[Change]) -> Iterator[Statement]:
    """What writes changes down."""
    for change in changes:
        match change:
            case KeepAnswer():
                yield from _keeping_answer(change)
            case KeepConversation(chat, person, questions):
                values = (chat, person, json.dumps(questions, ensure_ascii=False), time.time())
                yield Statement("INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?)", values)
            case Count(name, more):
                now = time.time()
                yield Statement(_COUNTING, (name, str(more), now, more, now))


def _keeping_answer(change: KeepAnswer) -> Iterator[Statement]:
    kept = change.answer
    yield Statement("DELETE FROM answers WHERE id = ?", (kept.id,))
    values = (kept.id, kept.chat, kept.person, kept.asked_in, kept.question, kept.language)
    yield Statement(
        "INSERT INTO answers (id, chat, person, asked_in, question, language, citations,"
        " answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, json.dumps(kept.citations), time.time()),
    )
    for message in change.messages:
        sql = "INSERT OR REPLACE INTO answer_messages VALUES (?, ?, ?)"
        yield Statement(sql, (kept.chat, message, kept.id))
