"""Limits in the memory of one process: a restart forgives."""

import time
from bisect import bisect_right
from collections.abc import Callable
from itertools import islice
from math import ceil

from bot.telegram.limits import DAY_S, MINUTE_S


class MemoryLimits:
    """Counts the questions of each person. See Limits."""

    def __init__(
        self, per_minute: int, per_day: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take how many questions a minute and a day allow."""
        self._windows = ((per_minute, MINUTE_S), (per_day, DAY_S))
        self._clock = clock
        self._asked: dict[str, list[float]] = {}  # lists: a deque of one moment takes 760 bytes

    async def seconds_to_wait(self, person: str) -> int:
        """Count a question, or say in how many seconds the person may ask again; 0 is now."""
        now = self._clock()
        asked = self._asked[person] = self._asked.pop(person, [])  # the latest stand last
        _drop_older(asked, now - DAY_S)
        wait = max(self._wait(asked, now, most, span) for most, span in self._windows)
        if wait <= 0:
            asked.append(now)
            self._sweep(now)
        return max(0, ceil(wait))

    def _wait(self, asked: list[float], now: float, most: int, span: float) -> float:
        return asked[-most] + span - now if len(asked) >= most else 0.0

    def _sweep(self, now: float) -> None:
        """Forget who has asked nothing for a day, a few a time."""
        for person in list(islice(self._asked, 2)):
            _drop_older(self._asked[person], now - DAY_S)
            if not self._asked[person]:
                del self._asked[person]


def _drop_older(asked: list[float], moment: float) -> None:
    del asked[: bisect_right(asked, moment)]
