"""Traces in the file: deleted rows are overwritten, in it and in the log beside it."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from bot.telegram.inbox import KEPT_NUMBERS_S
from bot.telegram.limits import DAY_S
from bot.telegram.sqlite.database import Database, DiskError, Statement

# Tables with the column that tells how old a row is.
_AGES = {
    "people": "seen_at",
    "conversations": "changed_at",
    "answers": "answered_at",
    "feedback": "given_at",
    "comments": "given_at",
}
_OF_A_PERSON = (
    "DELETE FROM people WHERE id = ?1",
    "DELETE FROM conversations WHERE person = ?1",
    "DELETE FROM answers WHERE person = ?1",
    "DELETE FROM feedback WHERE person = ?1 OR asked_by = ?1",
    "DELETE FROM comments WHERE person = ?1",
)


class SqliteTraces:
    """Everything that is kept of people. See Traces."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Delete in the database."""
        self._database = database
        self._clock = clock

    async def delete_of(self, person: int) -> None:
        """Delete a person's data."""
        await self._database.write(*(Statement(sql, (person,)) for sql in _OF_A_PERSON))

    async def delete_before(self, moment: float) -> int:
        """Delete what is older; return how many rows that were."""
        return await self._database.write(*self._deleting(moment))

    def _deleting(self, moment: float) -> Iterator[Statement]:
        for table, age in _AGES.items():
            yield Statement(f"DELETE FROM {table} WHERE {age} < ?", (moment,))
        sql = "DELETE FROM inbox WHERE state = 'done' AND received_at < ?"
        yield Statement(sql, (self._clock() - KEPT_NUMBERS_S,))
        sql = "DELETE FROM asked WHERE asked_at NOT BETWEEN ? AND ?"  # a wrong clock may come back
        yield Statement(sql, (self._clock() - DAY_S, self._clock()))

    async def erase(self) -> None:
        """Write the file anew without what was deleted, and empty the log beside it."""
        await self._database.erase_traces()

    async def tidy(self) -> None:
        """Bring the log into the file: what it overwrites is gone by that."""
        with suppress(DiskError):
            await self._database.empty_log()
