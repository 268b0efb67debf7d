"""Lanes: what one person asks in one chat is done in order; over all, so many questions at once."""

import asyncio
from collections import deque
from typing import Any


class Ticket:
    """A place in a lane. Whoever holds it waits for its `turn`, and leaves when all is done."""

    def __init__(self, lane: "deque[Ticket]") -> None:
        """Stand at the end of the lane."""
        self._lane = lane
        self._called = asyncio.Event()
        self._work: asyncio.Future[Any] | None = None
        self.is_cancelled = False
        self.is_ending = False
        lane.append(self)
        self._call_first()

    @property
    def ahead(self) -> int:
        """How many stand before this one, the one that is being done included."""
        return self._lane.index(self)

    async def turn(self) -> None:
        """Wait until everything before it is done."""
        await self._called.wait()

    def holds(self, work: "asyncio.Future[Any]") -> None:
        """Name the work that `cancel` is to stop."""
        self._work = work
        if self.is_cancelled:
            work.cancel()

    def releases(self) -> None:
        """What was held can be stopped no more: its end is being told."""
        self._work = None
        self.is_ending = True

    def cancel(self) -> None:
        """Stop its work, or have it not begin."""
        self.is_cancelled = True
        if self._work:
            self._work.cancel()

    def leave(self) -> None:
        """Let the next one in."""
        if self in self._lane:
            self._lane.remove(self)
            self._call_first()

    def _call_first(self) -> None:
        if self._lane:
            self._lane[0]._called.set()


class Lanes:
    """Every lane that somebody stands in, by its name (the chat and the person)."""

    def __init__(self) -> None:
        """Begin with empty lanes."""
        self._lanes: dict[str, deque[Ticket]] = {}

    def join(self, name: str) -> Ticket:
        """Take the last place in a lane. Those who join first are done first."""
        self._sweep()
        return Ticket(self._lanes.setdefault(name, deque()))

    def cancel(self, name: str) -> int:
        """Stop what runs in a lane and all that waits in it; return how many questions that was."""
        lane = self._lanes.get(name, ())
        stopped = [one for one in lane if not one.is_cancelled and not one.is_ending]
        for ticket in stopped:
            ticket.cancel()
        return len(stopped)

    def cancel_elsewhere(self, ending: str, here: str) -> None:
        """Stop everything in the lanes whose names end so, but for one."""
        for name in self._lanes:
            if name.endswith(ending) and name != here:
                self.cancel(name)

    def _sweep(self) -> None:
        for name in [name for name, lane in self._lanes.items() if not lane]:
            del self._lanes[name]


class Slots:
    """How many questions are answered at once, over all people; the others wait in their order."""

    def __init__(self, count: int) -> None:
        """Offer so many slots."""
        self.count = self._free = count
        self._waiting: dict[object, asyncio.Future[None]] = {}

    @property
    def waiting(self) -> int:
        """How many wait for a slot."""
        return len(self._waiting)

    def ahead(self, who: object) -> int:
        """How many are called before one who waits, and this one; 0 for one who does not wait."""
        return list(self._waiting).index(who) + 1 if who in self._waiting else 0

    async def take(self, who: object) -> None:
        """Hold a slot, after waiting for it; `give_back` lets the next one have it."""
        if self._free:
            self._free -= 1
            return
        called = self._waiting[who] = asyncio.get_running_loop().create_future()
        try:
            await called
        except asyncio.CancelledError:
            self._waiting.pop(who, None)
            if called.done() and not called.cancelled():
                self.give_back()  # it was called and cancelled in one moment
            raise

    def give_back(self) -> None:
        """Call the one who has waited longest, or keep the slot for whoever comes."""
        while self._waiting:
            called = self._waiting.pop(next(iter(self._waiting)))
            if not called.done():
                called.set_result(None)
                return
        self._free += 1
