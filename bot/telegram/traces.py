"""Traces: what people left behind, wherever it is kept."""

from typing import Protocol


class Traces(Protocol):
    """Everything that is kept of people."""

    async def delete_of(self, person: int) -> None:
        """Delete a person's data; gone from the disk after `erase`."""
        ...

    async def delete_before(self, moment: float) -> int:
        """Delete what is older, and numbers of updates that cannot come again; return how many."""
        ...

    async def erase(self) -> None:
        """Overwrite what was deleted."""
        ...

    async def tidy(self) -> None:
        """Let what is done leave the disk; called every minute."""
        ...
