"""Feedback as two tables."""

import time

from bot.telegram.answers import KeptAnswer
from bot.telegram.sqlite.database import Database, Statement
from corpus.document import Language


class SqliteFeedback:
    """What people think of the answers. See Feedback."""

    def __init__(self, database: Database) -> None:
        """Keep it in the database."""
        self._database = database

    async def rate(
        self, answer: KeptAnswer, person: int, *, is_good: bool, reason: str = ""
    ) -> None:
        """Keep a person's rating of an answer, with the question that it is about."""
        values = (answer.id, person, answer.person, answer.question, answer.language)
        await self._database.write(
            Statement(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, is_good, reason, time.time()),
            )
        )

    async def comment(self, person: int, language: Language, text: str) -> None:
        """Keep what a person wrote."""
        sql = "INSERT INTO comments (person, language, text, given_at) VALUES (?, ?, ?, ?)"
        await self._database.write(Statement(sql, (person, language, text, time.time())))

    async def counts(self) -> tuple[int, int]:
        """How many ratings are good, and how many are not."""
        sql = "SELECT count(*) FROM feedback WHERE is_good = ?"
        good = await self._database.number(sql, True)
        return good, await self._database.number(sql, False)
