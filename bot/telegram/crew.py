"""The crew: the workers that are one bot together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol


class Crew(Protocol):
    """Who works beside this process."""

    async def join(self) -> None:
        """Be one of them; returns when the others know it."""
        ...

    async def run(self, resized: Callable[[int], None]) -> None:
        """Show that this process lives, for ever; `resized` is told how many do."""
        ...

    def leading(self, task: str) -> AbstractAsyncContextManager[None]:
        """Wait until this process is the one that does a task; it is, within the block."""
        ...


class Alone:
    """A process that is the whole crew."""

    async def join(self) -> None:
        """There is nobody to know it."""

    async def run(self, resized: Callable[[int], None]) -> None:
        """Wait for ever."""
        await asyncio.Event().wait()

    @asynccontextmanager
    async def leading(self, task: str) -> AsyncIterator[None]:
        """Do the task at once."""
        yield
