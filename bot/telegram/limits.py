"""Limits: how many questions one person may ask, in a minute and in a day."""

from typing import Protocol

MINUTE_S, DAY_S = 60.0, 86_400.0


class Limits(Protocol):
    """Counts the questions of each person."""

    async def seconds_to_wait(self, person: str) -> int:
        """Count a question, or say in how many seconds the person may ask again; 0 is now.

        A question that has to wait is not counted. `person` is the name of one in the journal.
        """
        ...
