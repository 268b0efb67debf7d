"""Notes of the service about itself: what a server can, an outage, how often something was."""

from typing import Protocol

OUTAGE = "outage"


class Notes(Protocol):
    """Small values by their names, kept over restarts."""

    async def read(self, name: str, max_age_s: float = float("inf")) -> str:
        """The value of a note, empty where there is none that is young enough."""
        ...

    async def write(self, name: str, value: str) -> None:
        """Keep a value; an empty one is forgotten."""
        ...

    async def count(self, name: str) -> int:
        """How often something was counted."""
        ...

    async def add(self, name: str) -> None:
        """Count something once more."""
        ...
