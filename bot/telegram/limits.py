"""Limits: how many questions one person may ask, in a minute and in a day."""

import time
from collections import deque
from collections.abc import Callable
from math import ceil

_MINUTE, _DAY = 60.0, 86_400.0


class Limits:
    """Counts the questions of each person. Kept in memory: a restart forgives."""

    def __init__(
        self, per_minute: int, per_day: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take how many questions a minute and a day allow."""
        self._windows = ((per_minute, _MINUTE), (per_day, _DAY))
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}

    def seconds_to_wait(self, person: str) -> int:
        """Count a question, or say in how many seconds the person may ask again; 0 is now.

        A question that has to wait is not counted. `person` is the name of one in the journal.
        """
        now = self._clock()
        asked = self._asked[person] = self._asked.pop(person, deque())  # the latest stand last
        _drop_older(asked, now - _DAY)
        wait = max(self._wait(asked, now, most, span) for most, span in self._windows)
        if wait <= 0:
            asked.append(now)
            self._sweep(now)
        return max(0, ceil(wait))

    def _wait(self, asked: deque[float], now: float, most: int, span: float) -> float:
        return asked[-most] + span - now if len(asked) >= most else 0.0

    def _sweep(self, now: float) -> None:
        """Forget who has asked nothing for a day, a few a time."""
        for person in list(self._asked)[:2]:
            _drop_older(self._asked[person], now - _DAY)
            if not self._asked[person]:
                del self._asked[person]


def _drop_older(asked: deque[float], moment: float) -> None:
    while asked and asked[0] <= moment:
        asked.popleft()
