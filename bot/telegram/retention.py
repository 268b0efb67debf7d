"""Retention: what people left behind is deleted in time, and at once when they ask for it."""

import asyncio
from contextlib import suppress

from bot.telegram.inbox import Inbox
from bot.telegram.journal import journal
from bot.telegram.traces import Traces
from bot.telegram.wall_clock import WallClock

_DAY_S = 86_400.0
_ROUND_S = 3_600.0
# What is done is emptied on the disk within so many seconds.
_EMPTIED_S = 60.0
_PATIENCE_S, _STEP_S = 10.0, 0.05


class Retention:
    """Deletes, so that nothing of it can be read from the disk any more."""

    def __init__(
        self, traces: Traces, inbox: Inbox, days: int, clock: WallClock | None = None
    ) -> None:
        """Take how many days people's data is kept."""
        self._clock = clock or WallClock()
        self._traces = traces
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
        await self._traces.delete_of(person)

    async def erase_traces(self) -> None:
        """Overwrite what was deleted."""
        await self._traces.erase()

    async def sweep(self) -> int:
        """Delete what is too old; return how much that was.

        Nothing while the clock cannot be believed: what seems old may be of yesterday.
        """
        if not self._clock.is_believed():
            return 0
        deleted = await self._traces.delete_before(self._clock.now() - self._days * _DAY_S)
        if deleted:
            await self._traces.erase()
        return deleted

    async def run(self) -> None:
        """Sweep every hour, empty what is done every minute, for ever."""
        while True:
            deleted = await self.sweep()
            if deleted:
                journal.info("swept", rows=deleted)
            for _ in range(int(_ROUND_S / _EMPTIED_S)):
                await asyncio.sleep(_EMPTIED_S)
                await self._traces.tidy()
