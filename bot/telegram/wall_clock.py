"""The wall clock, and whether it can be believed: what is deleted by it is gone for ever."""

import time
from collections.abc import Callable

from bot.telegram.journal import journal

# Seconds: a step that is no drift, and for which a clock that made one is not believed.
_JUMP_S, _DOUBT_S = 600.0, 86_400.0


class WallClock:
    """Seconds since 1970, watched by a clock that cannot be set."""

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Believe the clock until it jumps."""
        self._wall = wall
        self._steady = steady
        self._offset = wall() - steady()
        self._doubted_until = steady()

    def now(self) -> float:
        """Seconds since 1970, as far as is known."""
        return self._wall()

    def is_believed(self) -> bool:
        """Whether the clock has gone evenly for a day, or since the program began."""
        offset = self._wall() - self._steady()
        if abs(offset - self._offset) > _JUMP_S:
            journal.warning("clock jumped", seconds=round(offset - self._offset))
            self._offset = offset
            self._doubted_until = self._steady() + _DOUBT_S
        return self._steady() >= self._doubted_until
