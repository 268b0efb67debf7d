"""The crew on a Redis server: each worker shows that it lives; some tasks are one worker's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from redis.asyncio.lock import Lock
from redis.exceptions import LockError

from bot.telegram.redis.server import Server

# Seconds between two signs of life, and of silence after which a worker counts as gone.
_BEAT_S, _GONE_S = 1.0, 5
# Seconds that a task is a worker's, unless it says so again.
_LEASE_S = 10.0


class RedisCrew:
    """The workers that show themselves on the server. See Crew."""

    def __init__(self, server: Server, worker: str) -> None:
        """Take the name of this worker, which no other has."""
        self._server = server
        self._worker = worker

    async def join(self) -> None:
        """Show up, and wait until the others have seen it and make room."""
        if await self._beat() > 1:
            await asyncio.sleep(2 * _BEAT_S)

    async def run(self, resized: Callable[[int], None]) -> None:
        """Show that this worker lives, for ever."""
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

    @asynccontextmanager
    async def leading(self, task: str) -> AsyncIterator[None]:
        """Wait until the task is nobody else's."""
        name = self._server.key("task", task)
        lock = Lock(self._server.redis, name, timeout=_LEASE_S, sleep=_BEAT_S, thread_local=False)
        await lock.acquire()
        keeping = asyncio.create_task(_keep(lock))
        try:
            yield
        finally:
            keeping.cancel()
            with suppress(LockError, TimeoutError):
                async with asyncio.timeout(_BEAT_S):
                    await lock.release()


async def _keep(lock: Lock) -> None:
    """Renew a lock; one that was lost, for the server was away, is taken again."""
    while True:
        await asyncio.sleep(_LEASE_S / 4)
        try:
            await lock.reacquire()
        except LockError:
            await lock.acquire()
