"""The feeder: takes updates from the inbox in their order and has each handled until it is done."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.telegram.changes import Count
from bot.telegram.delivery import RefusedError
from bot.telegram.inbox import Entry, Inbox, LostEntryError
from bot.telegram.journal import about, journal
from bot.telegram.lanes import Lanes, Ticket
from bot.telegram.troubles import Trouble

FAILED = "failed"
_MOST_ATTEMPTS = 3
_PAUSE_S = 2.0
_INSISTING_S = 0.1

Handle = Callable[[Entry, Ticket], Awaitable[None]]
GiveUp = Callable[[Entry], Awaitable[None]]


class Feeder:
    """Has so many updates in work at once; what is beyond that waits on the disk."""

    def __init__(
        self,
        inbox: Inbox,
        lanes: Lanes,
        handle: Handle,
        give_up: GiveUp,
        most: int,
        *,
        in_lanes: bool,
    ) -> None:
        """Take who handles an update, and whether to feed those in lanes or those at once.

        `give_up` is told of an update that could not be handled however often.
        """
        self._inbox = inbox
        self._lanes = lanes
        self._handle = handle
        self._give_up = give_up
        self._most = most
        self._in_lanes = in_lanes
        self._woken = asyncio.Event()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._fatal: BaseException | None = None

    @property
    def working(self) -> int:
        """How many updates are in work."""
        return len(self._tasks)

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Feed, for ever. Raises RefusedError when the token is not valid any more.

        Raises also what keeps it from noting how an update ended: a database that is lost.
        """
        self.wake()
        while True:
            await self._woken.wait()
            self._woken.clear()
            if self._fatal:
                raise self._fatal
            room = self._most - len(self._tasks)
            if room > 0:
                for entry in await self._inbox.take(room, in_lanes=self._in_lanes):
                    self._begin(entry)

    def drop(self, number: int) -> None:
        """Stop the work on an update that another process has taken over.

        A call below may swallow one cancellation, as asyncio.wait_for of Python 3.11 does to one
        that comes as the call ends: it is told until it ends.
        """
        if number in self._tasks:
            self._insist(self._tasks[number])

    def _insist(self, task: asyncio.Task[None]) -> None:
        if not task.done():
            task.cancel()
            asyncio.get_running_loop().call_later(_INSISTING_S, self._insist, task)

    async def stop(self, grace_s: float) -> None:
        """Wait for what is in work, but not for long; what is stopped stays in the inbox."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=grace_s)
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, entry: Entry) -> None:
        """Take a place in the lane before anything else happens, so that the order is kept."""
        ticket = self._lanes.join(entry.lane or f"alone {entry.number}")
        task = asyncio.create_task(self._work(entry, ticket))
        self._tasks[entry.number] = task
        task.add_done_callback(lambda _: self._end(entry.number, task))

    def _end(self, number: int, task: asyncio.Task[None]) -> None:
        """Make room. An update whose fault could not be noted either is open: begin all anew."""
        if not task.cancelled() and task.exception():
            self._fatal = task.exception()
        if self._tasks.get(number) is task:  # it may have been dropped and taken again
            del self._tasks[number]
        self.wake()

    async def _work(self, entry: Entry, ticket: Ticket) -> None:
        with about(entry.number):
            await self._until_done(entry, ticket)

    async def _until_done(self, entry: Entry, ticket: Ticket) -> None:
        try:
            while not await self._is_handled(entry, ticket):
                await asyncio.sleep(_PAUSE_S)
                anew = await self._inbox.again(entry)
                if anew is None:
                    return
                entry = anew
        finally:
            ticket.leave()

    async def _is_handled(self, entry: Entry, ticket: Ticket) -> bool:
        """Handle an update once; after the last fault it is closed all the same."""
        try:
            await self._handle(entry, ticket)
            await self._inbox.finish(entry.number)
        except LostEntryError:
            journal.info("done by another")
        except Exception as fault:
            return await self._has_failed(entry, fault)
        return True

    async def _has_failed(self, entry: Entry, fault: Exception) -> bool:
        if isinstance(fault, RefusedError) and fault.trouble is Trouble.FORBIDDEN:
            self._fatal = fault
            self.wake()
            return False
        journal.error("fault", attempts=entry.attempts + 1, fault=fault)
        if entry.attempts + 1 < _MOST_ATTEMPTS:
            await self._inbox.note_attempt(entry)
            return False
        try:
            await self._give_up(entry)
        except Exception as fault_too:
            journal.error("not even told", fault=fault_too)
        await self._inbox.finish(entry.number, Count(FAILED))
        return True
