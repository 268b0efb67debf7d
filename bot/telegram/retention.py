"""Retention: what people left behind is deleted in time, and at once when they ask for it."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress

from bot.telegram.database import Database, DiskError, Statement
from bot.telegram.inbox import Inbox
from bot.telegram.journal import journal

_DAY_S = 86_400.0
_ROUND_S = 3_600.0
# What is done is emptied on the disk within so many seconds.
_EMPTIED_S = 60.0
_PATIENCE_S, _STEP_S = 10.0, 0.05
# Tables with the column that tells how old a row is.
_AGES = {
    "people": "seen_at",
    "conversations": "changed_at",
    "answers": "answered_at",
    "feedback": "given_at",
    "comments": "given_at",
}
_TRACES = (
    "DELETE FROM people WHERE id = ?1",
    "DELETE FROM conversations WHERE person = ?1",
    "DELETE FROM answers WHERE person = ?1",
    "DELETE FROM feedback WHERE person = ?1 OR asked_by = ?1",
    "DELETE FROM comments WHERE person = ?1",
)


class Retention:
    """Deletes, so that nothing of it can be read from the file any more."""

    def __init__(self, database: Database, inbox: Inbox, days: int) -> None:
        """Take how many days people's data is kept."""
        self._database = database
        self._inbox = inbox
        self._days = days

    async def forget(self, person: int, number: int) -> None:
        """Delete a person's data, once what they did before that update of theirs is done.

        It is gone from the disk after `erase_traces`.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                while await self._inbox.holds_earlier(number, person):
                    await asyncio.sleep(_STEP_S)
        await self._database.write(*(Statement(sql, (person,)) for sql in _TRACES))

    async def erase_traces(self) -> None:
        """Overwrite what was deleted, in the file and in the log beside it."""
        await self._database.erase_traces()

    async def sweep(self) -> int:
        """Delete what is too old; return how many rows that were."""
        deleted = await self._database.write(*self._sweeping())
        if deleted:
            await self.erase_traces()
        return deleted

    async def run(self) -> None:
        """Sweep every hour, empty what is done every minute, for ever."""
        while True:
            deleted = await self.sweep()
            if deleted:
                journal.info("swept", rows=deleted)
            for _ in range(int(_ROUND_S / _EMPTIED_S)):
                await asyncio.sleep(_EMPTIED_S)
                with suppress(DiskError):
                    await self._database.empty_log()

    def _sweeping(self) -> Iterator[Statement]:
        moment = time.time() - self._days * _DAY_S
        for table, age in _AGES.items():
            yield Statement(f"DELETE FROM {table} WHERE {age} < ?", (moment,))
        yield self._inbox.sweeping()
