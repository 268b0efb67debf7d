"""The crew: the workers that are one bot together."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol


class Crew(Protocol):
    """Who works beside this process."""

    async def join(self) -> None:
        """Be one of them; returns when the others know it."""
        ...

    async def run(self, resized: Callable[[int], None]) -> None:
        """Show that this process lives, for ever; `resized` is told how many do."""
        ...

    async def lead(self, task: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do a task, for ever, while this process is the one that does it."""
        ...


class Alone:
    """A process that is the whole crew."""

    async def join(self) -> None:
        """There is nobody to know it."""

    async def run(self, resized: Callable[[int], None]) -> None:
        """Wait for ever."""
        await asyncio.Event().wait()

    async def lead(self, task: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do the task at once."""
        await work()
