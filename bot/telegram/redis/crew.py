"""The crew on a Redis server: each worker shows that it lives; some tasks are one worker's."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.telegram.crew import CalledOff
from bot.telegram.journal import journal
from bot.telegram.redis.server import Server

# Seconds between two signs of life, and of silence after which a worker counts as gone.
_BEAT_S, _GONE_S = 1.0, 5
_SILENCE_S = 5.0


class RedisCrew:
    """The workers that show themselves on the server. See Crew."""

    def __init__(self, server: Server, worker: str, lease_s: float) -> None:
        """Take the name of this worker, which no other has.

        A task is a worker's for so many seconds, unless it says so again.
        """
        self._server = server
        self._worker = worker
        self._lease_s = lease_s

    async def join(self) -> None:
        """Show up, and wait until the others have seen it and make room."""
        if await self._beat() > 1:
            await asyncio.sleep(2 * _BEAT_S)

    async def run(self, resized: Callable[[int], None], called_off: CalledOff) -> None:
        """Show that this worker lives, and listen to the others, for ever."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._live(resized))
            group.create_task(self._listen(called_off))

    async def call_off(self, ending: str, here: str) -> None:
        """Tell the others; whoever does not hear it now never does."""
        channel = self._server.key("called-off")
        await self._server.redis.publish(channel, json.dumps([ending, here]))

    async def _listen(self, called_off: CalledOff) -> None:
        async with self._server.redis.pubsub(ignore_subscribe_messages=True) as news:
            await news.subscribe(self._server.key("called-off"))
            while True:
                heard = await news.get_message(timeout=_SILENCE_S)
                if heard:
                    called_off(*json.loads(heard["data"]))

    async def _live(self, resized: Callable[[int], None]) -> None:
        try:
            while True:
                resized(await self._beat())
                await asyncio.sleep(_BEAT_S)
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(_BEAT_S):
                    await self._server.redis.zrem(self._server.key("workers"), self._worker)

    async def _beat(self) -> int:
        return int(await self._server.run("show_life", self._worker, _GONE_S))

    async def lead(self, task: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do a task while it is this worker's, and wait for it again when another has it."""
        while True:
            while not await self._holds(task):
                await asyncio.sleep(_BEAT_S)
            journal.info("leads", task=task)
            working = asyncio.ensure_future(work())
            try:
                await self._until_lost(task, working)
            finally:
                working.cancel()
                await asyncio.wait([working])
                await self._let_go(task)

    async def _until_lost(self, task: str, working: asyncio.Future[None]) -> None:
        """Renew the lease. Raises what the work raises."""
        while await self._holds(task):
            done, _ = await asyncio.wait([working], timeout=self._lease_s / 4)
            if done:
                return working.result()
        journal.warning("another leads", task=task)
        return None

    async def _holds(self, task: str) -> bool:
        """Take a task that is nobody's, or hold it on."""
        asked = (task, self._worker, round(1000 * self._lease_s))
        return bool(await self._server.run("hold_task", *asked))

    async def _let_go(self, task: str) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_BEAT_S):
                await self._server.run("drop_task", task, self._worker)
