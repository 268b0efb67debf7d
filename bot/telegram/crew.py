"""The crew: the workers that are one bot together."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

# The ending of the names of lanes, and the one that goes on.
CalledOff = Callable[[str, str], None]


class Crew(Protocol):
    """Who works beside this process."""

    async def join(self) -> None:
        """Be one of them; returns when the others know it."""
        ...

    async def run(self, resized: Callable[[int], None], called_off: CalledOff) -> None:
        """Show that this process lives, for ever; `resized` is told how many do.

        `called_off` is told what another has called off.
        """
        ...

    async def call_off(self, ending: str, here: str) -> None:
        """Have the others stop what is in the lanes whose names end so, but for one."""
        ...

    async def lead(self, task: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do a task, for ever, while this process is the one that does it."""
        ...


class Alone:
    """A process that is the whole crew."""

    async def join(self) -> None:
        """There is nobody to know it."""

    async def run(self, resized: Callable[[int], None], called_off: CalledOff) -> None:
        """Wait for ever."""
        await asyncio.Event().wait()

    async def call_off(self, ending: str, here: str) -> None:
        """There is nobody to tell."""

    async def lead(self, task: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do the task at once."""
        await work()
