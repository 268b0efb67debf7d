"""The inbox: every update is kept before Telegram may forget it, and open until it is done.

waiting ── its last message is about to leave ──▶ sending ── accepted and recorded ──▶ done

Telegram has no way to ask whether a message was accepted. A program that dies while an update is
`sending` cannot know: the update is answered again, and counted as a possible double.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.telegram.changes import Change

POSSIBLE_DOUBLES = "possible_doubles"
# Telegram keeps an update for a day: so long one may come again.
KEPT_NUMBERS_S = 3 * 86_400.0


class NotKeptError(Exception):
    """What came in cannot be kept at this moment: it is to come again."""


class LostEntryError(Exception):
    """An update that another worker has taken over, or has done."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An update that is not done.

    `parts` messages of its answer were accepted before, and `shown` is the message that shows its
    progress: a program that died goes on from there. `claim` is the right of this process to do it,
    where there are several: what was begun under an earlier one sends nothing any more.
    """

    number: int
    update_id: int
    lane: str
    update: Mapping[str, Any]
    received_at: float
    attempts: int
    parts: int
    shown: int | None
    claim: str = ""


class Inbox(Protocol):
    """Updates from their arrival until their last message is recorded."""

    async def store(self, updates: Iterable[Any]) -> int:
        """Keep updates; return how many are new. What has no number is passed over.

        Raises NotKeptError: Telegram keeps them for a day.
        """
        ...

    @property
    def is_stuck(self) -> bool:
        """Whether nothing could be kept at the last try."""
        ...

    async def recover(self) -> None:
        """After a death: open again what was being sent, and count it as possibly sent."""
        ...

    async def take(self, most: int, *, in_lanes: bool) -> list[Entry]:
        """The next open updates that this process is to do, in the order of their arrival.

        Each is handed out once.
        """
        ...

    async def watch(self, wake: Callable[[], None], lost: Callable[[int], None]) -> None:
        """Call `wake` when there may be more to take, for ever.

        `lost` is told the number of each update that another process has taken over.
        """
        ...

    async def again(self, entry: Entry) -> Entry | None:
        """An update as it stands now; None when it is done, or done by another."""
        ...

    async def open(self) -> int:
        """How many updates are not done."""
        ...

    async def mark_sending(self, entry: Entry) -> None:
        """Note that the next message of an update is about to leave. Raises LostEntryError."""
        ...

    async def mark_waiting(self, entry: Entry) -> None:
        """Note that Telegram has not taken the message."""
        ...

    async def note_part(self, entry: Entry) -> None:
        """Note that one more message of several was accepted."""
        ...

    async def note_shown(self, entry: Entry, message: int) -> None:
        """Note which message in a group shows the progress, to become the answer."""
        ...

    async def shown(self, number: int) -> int | None:
        """Which message shows the progress of an update."""
        ...

    async def holds_earlier(self, number: int, person: int) -> bool:
        """Whether an update that came before is open and names the person."""
        ...

    async def note_attempt(self, entry: Entry) -> None:
        """Note that handling an update has failed."""
        ...

    async def finish(self, number: int, *changes: Change) -> None:
        """Close an update and erase it, together with what belongs to its end."""
        ...


def to_json(update: Mapping[str, Any]) -> str:
    """An update as text; halves of characters, which no text may have, become «?»."""
    return json.dumps(update, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
