"""Limits: the last minute in memory, the day on the disk, so that a country's people fit."""

import time
from bisect import bisect_right
from collections.abc import Callable
from itertools import islice
from math import ceil

from bot.telegram.limits import DAY_S, MINUTE_S
from bot.telegram.sqlite.database import Database, Statement

_NTH = (
    "SELECT asked_at FROM asked WHERE who = ? AND asked_at BETWEEN ? AND ?"
    " ORDER BY asked_at DESC LIMIT 1 OFFSET ?"
)
_NOTING = "INSERT OR IGNORE INTO asked VALUES (?, ?)"


class SqliteLimits:
    """Counts the questions of each person. See Limits."""

    def __init__(
        self,
        database: Database,
        per_minute: int,
        per_day: int,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take how many questions a minute and a day allow; `ticks` is not set by anybody."""
        self._database = database
        self._per_minute, self._per_day = per_minute, per_day
        self._clock, self._ticks = clock, ticks
        self._lately: dict[str, list[float]] = {}

    async def seconds_to_wait(self, person: str) -> int:
        """Count a question, or say in how many seconds the person may ask again; 0 is now."""
        wait = self._minute_to_wait(person) or await self._day_to_wait(person)
        if not wait:
            self._count(person)
        return ceil(wait)

    def _minute_to_wait(self, person: str) -> float:
        lately = self._lately.get(person, [])
        if len(lately) < self._per_minute:
            return 0.0
        return max(0.0, lately[-self._per_minute] + MINUTE_S - self._ticks())

    async def _day_to_wait(self, person: str) -> float:
        now = self._clock()
        asked = (person, now - DAY_S, now, self._per_day - 1)
        nth = await self._database.rows(_NTH, *asked)
        return float(str(nth[0][0])) + DAY_S - now if nth else 0.0

    def _count(self, person: str) -> None:
        now = self._ticks()
        lately = self._lately.pop(person, [])  # the latest stand last
        self._lately[person] = [*lately[bisect_right(lately, now - MINUTE_S) :], now]
        for other in list(islice(self._lately, 2)):  # who has asked nothing for a minute is let go
            if self._lately[other][-1] <= now - MINUTE_S:
                del self._lately[other]
        self._database.write_soon(Statement(_NOTING, (person, self._clock())))
