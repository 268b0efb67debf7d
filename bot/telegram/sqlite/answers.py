"""Answers as a table."""

import json

from bot.telegram.answers import KeptAnswer
from bot.telegram.sqlite.database import Database
from corpus.document import Language, Span

_COLUMNS = "id, chat, person, asked_in, question, language, citations"


class SqliteAnswers:
    """Every answer that is kept. See Answers."""

    def __init__(self, database: Database) -> None:
        """Keep them in the database."""
        self._database = database

    async def named(self, name: str) -> KeptAnswer | None:
        """The answer of that name."""
        return await self._first("id = ?", name)

    async def to_question(self, chat: int, message: int) -> KeptAnswer | None:
        """The answer to the question that stands in a message."""
        condition = "chat = ? AND asked_in = ? ORDER BY answered_at DESC"
        return await self._first(condition, chat, message)

    async def in_message(self, chat: int, message: int) -> KeptAnswer | None:
        """The answer that stands in a message."""
        condition = "id IN (SELECT answer FROM answer_messages WHERE chat = ? AND message = ?)"
        return await self._first(condition, chat, message)

    async def messages_of(self, kept: KeptAnswer) -> list[int]:
        """The messages that an answer stands in, in their order."""
        sql = "SELECT message FROM answer_messages WHERE answer = ? ORDER BY message"
        return [int(str(row[0])) for row in await self._database.rows(sql, kept.id)]

    async def count_since(self, moment: float) -> int:
        """How many answers were given since a moment."""
        sql = "SELECT count(*) FROM answers WHERE answered_at >= ?"
        return await self._database.number(sql, moment)

    async def _first(self, condition: str, *values: object) -> KeptAnswer | None:
        sql = f"SELECT {_COLUMNS} FROM answers WHERE {condition} LIMIT 1"
        rows = await self._database.rows(sql, *values)
        return _to_kept(*map(str, rows[0])) if rows else None


def _to_kept(
    name: str, chat: str, person: str, asked_in: str, question: str, language: str, citations: str
) -> KeptAnswer:
    cited = tuple(
        (number, document, Span(*span)) for number, document, span in json.loads(citations)
    )
    places = (int(chat), int(person), int(asked_in))
    return KeptAnswer(name, *places, question, Language(language), cited)
