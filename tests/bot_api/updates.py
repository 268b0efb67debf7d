"""The queue of updates, and those who fetch it: unconfirmed ones stay, confirmed ones vanish."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tests.bot_api.refusals import conflict

_MOST = 100
_FIRST_NUMBER = 700_000_001
# Kinds that come only to those who ask for them.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

Update = dict[str, Any]


@dataclass
class Updates:
    """Updates that the bot has not confirmed, in their order.

    `made_at` is when each came about and `fetched` how often it was handed out, both by its number.
    """

    waiting: deque[Update] = field(default_factory=deque)
    repeated: list[Update] = field(default_factory=list)
    made_at: dict[int, float] = field(default_factory=dict)
    fetched: dict[int, int] = field(default_factory=dict)
    allowed: Sequence[str] = ()
    next_number: int = _FIRST_NUMBER
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _every: dict[int, Update] = field(default_factory=dict)
    _poller: "asyncio.Future[None] | None" = None
    _bells: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=list)

    def put(self, kind: str, content: Any) -> int | None:
        """Let an update come about; return its number, None where the bot wants no such."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        return self.put_raw({kind: content}) if wanted else None

    def put_raw(self, fields: Update) -> int:
        """Put whatever stands there, under the next number unless it has one of its own."""
        with self._lock:
            number = self.next_number
            update = {"update_id": number} | fields
            self.next_number += 1
            self.made_at[number] = time.monotonic()
            self._every[number] = update
            self.waiting.append(update)
        self.ring()
        return number

    def repeat(self, number: int) -> None:
        """Hand an update out once more, confirmed or not: Telegram does, rarely."""
        self.repeated.append(self._every[number])
        self.ring()

    def confirm(self, offset: int) -> None:
        """Forget updates before an offset; a negative one leaves so many at the end."""
        with self._lock:
            while self.waiting and self._is_confirmed(self.waiting[0], offset):
                self.waiting.popleft()

    def _is_confirmed(self, update: Update, offset: int) -> bool:
        return len(self.waiting) > -offset if offset < 0 else update["update_id"] < offset

    def take(self, limit: int) -> list[Update]:
        """The next updates, which stay until they are confirmed."""
        with self._lock:
            again, self.repeated = self.repeated, []
            batch = [*again, *islice(self.waiting, limit)]
        for update in batch:
            self.note_fetched(update)
        return batch

    def note_fetched(self, update: Update) -> None:
        """Note that an update was handed out."""
        number = update["update_id"]
        if isinstance(number, int):
            self.fetched[number] = self.fetched.get(number, 0) + 1

    def discard(self, update: Update) -> None:
        """Forget one update that was taken."""
        with self._lock:
            for queue in (self.repeated, self.waiting):
                if update in queue:
                    queue.remove(update)
                    return

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:
        """Long polling: wait for updates as long as it says. Raises Refusal for the one before.

        A caller that hangs up is cancelled, and with it its claim.
        """
        self._take_over()
        self.confirm(offset)
        mine = self._poller = asyncio.get_running_loop().create_future()
        try:
            await self._news(mine, timeout)
        finally:
            if self._poller is mine:
                self._poller = None
        if mine.done():
            raise conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        return self.take(min(max(limit, 1), _MOST))

    def _take_over(self) -> None:
        if self._poller and not self._poller.done():
            self._poller.set_result(None)

    async def _news(self, mine: "asyncio.Future[None]", timeout: float) -> None:
        if self.waiting or self.repeated:
            return
        bell = asyncio.Event()
        entry = (asyncio.get_running_loop(), bell)
        self._bells.append(entry)
        ringing = asyncio.ensure_future(bell.wait())
        try:
            await asyncio.wait(
                {ringing, mine}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            ringing.cancel()
            self._bells.remove(entry)

    async def wait(self, timeout: float) -> None:
        """Return when there is something to hand out, or after so many seconds."""
        await self._news(asyncio.get_running_loop().create_future(), timeout)

    def ring(self) -> None:
        """Wake everybody who waits; from any thread."""
        for loop, bell in list(self._bells):
            loop.call_soon_threadsafe(bell.set)
