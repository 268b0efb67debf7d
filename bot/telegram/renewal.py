"""Renewal: the bot follows what is published, or indexed by others, while it answers."""

import asyncio
from contextlib import suppress
from functools import partial

from bot.following import Follower
from bot.succession import Succession
from bot.telegram.journal import journal
from bot.terminal.speech import explain
from bot.wiring import Application
from corpus.keyed_error import KeyedError


class Renewal:
    """Looks from time to time, and when it is asked to."""

    def __init__(self, succession: Succession, every_s: float) -> None:
        """Take whose Application is renewed, and how often to look."""
        self._succession = succession
        self._every_s = every_s
        self._asked = asyncio.Event()
        self._busy = asyncio.Lock()
        self._told: set[str] = set()
        self._follower = self._follow(succession.present)

    def _follow(self, now: Application) -> Follower | None:
        """What follows the published snapshots, where there are any to follow."""
        published = now.settings.snapshots
        if published is None:
            return None
        refused, lost = (partial(self._tell_once, one) for one in ("snapshot refused", "part lost"))
        return Follower(now.settings, published, refused, lost, now.models)

    def wake(self) -> None:
        """Have it look now."""
        self._asked.set()

    async def run(self) -> None:
        """Look, for ever. What fails is told, and tried again."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), self._every_s)
            was_asked = self._asked.is_set()
            self._asked.clear()
            try:
                await (self.reload() if was_asked else self._look())
            except (KeyedError, OSError) as error:
                journal.warning("not renewed", fault=error)

    async def reload(self) -> int:
        """See all that was added or published meanwhile; return how many Documents there are.

        Raises KeyedError.
        """
        if self._follower is None:
            async with self._busy:
                await asyncio.to_thread(self._index)
        else:
            await self._look()
        return await asyncio.to_thread(self._count)

    async def _look(self) -> None:
        look = partial(self._swap, self._follower) if self._follower else self._catch_up
        async with self._busy:
            await asyncio.to_thread(look)

    def _swap(self, follower: Follower) -> None:
        """Open what is newer beside what is there, and let it follow."""
        before = self._succession.present.folder.path.name
        other = follower.open_other(before)
        if other:
            self._succession.follow_with(other)
            name, documents = other.folder.path.name, len(other.catalogue)
            journal.info("snapshot", name=name, before=before, documents=documents)

    def _catch_up(self) -> None:
        """Bring up the vectors for what another process has added."""
        with self._succession.lent() as application:
            application.retriever.catch_up()

    def _index(self) -> None:
        with self._succession.lent() as application:
            application.index()

    def _count(self) -> int:
        with self._succession.lent() as application:
            return len(application.catalogue)

    def _tell_once(self, event: str, error: KeyedError) -> None:
        """Tell of a fault that the bot goes on without; of each reason once."""
        if str(error) not in self._told:
            self._told.add(str(error))
            journal.warning(event, reason=explain(error))
