"""The pacer: no call leaves before Telegram's limits allow it, the urgent ones first.

Telegram names about 30 messages a second over all, one a second in a chat, and 20 a minute in a
group (core.telegram.org/bots/faq, «My bot is hitting limits»). When a call was counted there is
not known here, only that it was between its start and its end; so a window is measured from the
ends of the calls before, and whatever the network does, no second there holds more than we allow.
"""

import asyncio
import time
from bisect import insort
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count, islice

_CHAT_PAUSE, _GROUP_MINUTE, _PER_GROUP_MINUTE = 1.0, 60.0, 20
_OPTIONAL_SHARE = 0.5
# Clocks there and here need not tick alike.
_MARGIN = 1.01


class Urgency(IntEnum):
    """Who goes first when many wait."""

    FINAL = 0
    REPLY = 1
    PROGRESS = 2


@dataclass(slots=True)
class Chat:
    """What was sent to one chat lately."""

    is_busy: bool = False
    free_at: float = 0.0
    paused_until: float = 0.0
    ends: deque[float] = field(default_factory=deque)


@dataclass(order=True, slots=True)
class _Waiting:
    urgency: Urgency
    number: int
    chat: int | None = field(compare=False)
    counts: bool = field(compare=False)
    called: "asyncio.Future[None]" = field(compare=False)


class Pacer:
    """Lets calls through one by one in a chat, and so many a second over all."""

    def __init__(self, per_second: int = 30, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how many calls a second all chats together may have."""
        self._per_second = self._most = per_second
        self._clock = clock
        self._numbers = count()
        self._waiting: list[_Waiting] = []
        self._chats: dict[int, Chat] = {}
        self._running = 0
        self._ends: deque[float] = deque()
        self._paused_until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def share(self, workers: int) -> None:
        """Leave their part of what is allowed to the other workers, so many in all."""
        self._most = max(1, self._per_second // workers)

    @asynccontextmanager
    async def turn(
        self, chat: int | None, urgency: Urgency, *, counts: bool = True
    ) -> AsyncIterator[None]:
        """Wait until a call may leave; it is over at the end of the block.

        The calls to a chat follow one another. `counts` says whether this one is a message, which
        the chat's limits hold for; `chat` is None where a call belongs to none.
        """
        await self._admitted(chat, urgency, counts)
        try:
            yield
        finally:
            self._end(chat, counts)

    def has_room(self, chat: int | None, *, counts: bool = True) -> bool:
        """Whether a call may leave at once and holds up nobody.

        Half of what is allowed over all is kept free for calls that cannot be left out.
        """
        wait = self._wait_of(chat, counts, self._clock())
        used = self._running + len(self._ends)
        return wait <= 0 and not self._waiting and used < self._most * _OPTIONAL_SHARE

    def pause(self, chat: int | None, seconds: float) -> None:
        """Let nothing through for a while, to one chat or, without one, at all."""
        until = self._clock() + seconds
        if chat is None:
            self._paused_until = max(self._paused_until, until)
        else:
            known = self._chats.setdefault(chat, Chat())
            known.paused_until = max(known.paused_until, until)
            known.free_at = max(known.free_at, until)

    async def _admitted(self, chat: int | None, urgency: Urgency, counts: bool) -> None:
        called = asyncio.get_running_loop().create_future()
        waiting = _Waiting(urgency, next(self._numbers), chat, counts, called)
        insort(self._waiting, waiting)
        self._admit()
        try:
            await called
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            else:
                self._end(chat, counts)
            raise

    def _admit(self) -> None:
        """Call everybody who may go now, and come back when the next one may."""
        now = self._clock()
        soonest = float("inf")
        for waiting in list(self._waiting):
            wait = self._wait_of(waiting.chat, waiting.counts, now)
            if wait <= 0:
                self._waiting.remove(waiting)
                self._begin(waiting)
            else:
                soonest = min(soonest, wait)
        self._come_back_in(soonest)

    def _begin(self, waiting: _Waiting) -> None:
        self._running += 1
        if waiting.chat is not None:
            self._chats.setdefault(waiting.chat, Chat()).is_busy = True
        if not waiting.called.done():
            waiting.called.set_result(None)

    def _end(self, chat: int | None, counts: bool) -> None:
        now = self._clock()
        self._running -= 1
        self._ends.append(now)
        if chat is not None:
            known = self._chats[chat] = self._chats.pop(chat)  # the latest used stand last
            known.is_busy = False
            if counts:
                known.free_at = max(known.free_at, now + _CHAT_PAUSE * _MARGIN)
                known.ends.append(now)
        self._sweep(now)
        self._admit()

    def _wait_of(self, chat: int | None, counts: bool, now: float) -> float:
        """Seconds until a call may leave; infinite while that depends on a call that runs."""
        over_all = max(self._paused_until - now, self._wait_over_all(now))
        return over_all if chat is None else max(over_all, self._wait_in(chat, counts, now))

    def _wait_over_all(self, now: float) -> float:
        _drop_older(self._ends, now - _MARGIN)
        over = self._running + len(self._ends) - self._most
        if over < 0:
            return 0.0
        return self._ends[over] + _MARGIN - now if over < len(self._ends) else float("inf")

    def _wait_in(self, chat: int, counts: bool, now: float) -> float:
        known = self._chats.get(chat)
        if known is None:
            return 0.0
        if known.is_busy:
            return float("inf")
        if not counts:
            return known.paused_until - now
        _drop_older(known.ends, now - _GROUP_MINUTE * _MARGIN)
        if chat < 0 and len(known.ends) >= _PER_GROUP_MINUTE:
            oldest = known.ends[-_PER_GROUP_MINUTE]
            return max(known.free_at, oldest + _GROUP_MINUTE * _MARGIN) - now
        return known.free_at - now

    def _sweep(self, now: float) -> None:
        """Forget chats that nothing was sent to for a while, a few a time."""
        for chat in list(islice(self._chats, 2)):
            known = self._chats[chat]
            _drop_older(known.ends, now - _GROUP_MINUTE * _MARGIN)
            if not known.is_busy and not known.ends and known.free_at <= now:
                del self._chats[chat]

    def _come_back_in(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if seconds < float("inf"):
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(seconds, 0.001), self._admit)


def _drop_older(ends: deque[float], moment: float) -> None:
    while ends and ends[0] <= moment:
        ends.popleft()
