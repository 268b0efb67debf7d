"""The inbox: every update is on disk before Telegram may forget it, and open until it is done.

waiting ── its last message is about to leave ──▶ sending ── accepted and recorded ──▶ done

Telegram has no way to ask whether a message was accepted. A program that dies while an update is
`sending` cannot know: the update is answered again, and counted as a possible double.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.telegram.database import Database, Statement
from bot.telegram.notes import counting
from bot.telegram.updates import lane_of, update_id_of

POSSIBLE_DOUBLES = "possible_doubles"
_COLUMNS = "number, update_id, lane, payload, received_at, attempts, parts, shown"
# Telegram keeps an update for a day: so long one may come again.
_KEPT_NUMBERS_S = 3 * 86_400.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An update that is not done.

    `parts` messages of its answer were accepted before, and `shown` is the message that shows its
    progress: a program that died goes on from there.
    """

    number: int
    update_id: int
    lane: str
    update: Mapping[str, Any]
    received_at: float
    attempts: int
    parts: int
    shown: int | None


class Inbox:
    """Updates from their arrival until their last message is recorded."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Keep the updates in the database."""
        self._database = database
        self._clock = clock

    async def store(self, updates: Iterable[Any]) -> int:
        """Put updates on disk; return how many are new. What has no number is passed over.

        Raises DiskError while the disk takes nothing: Telegram keeps them for a day.
        """
        storing = [self._storing(one) for one in updates if update_id_of(one) is not None]
        return await self._database.try_write(*storing) if storing else 0

    def _storing(self, update: Mapping[str, Any]) -> Statement:
        return Statement(
            "INSERT OR IGNORE INTO inbox (update_id, lane, state, payload, received_at)"
            " VALUES (?, ?, 'waiting', ?, ?)",
            (update["update_id"], lane_of(update), _to_json(update), self._clock()),
        )

    @property
    def is_stuck(self) -> bool:
        """Whether the disk has taken nothing at the last try."""
        return self._database.is_stuck

    async def recover(self) -> int:
        """After a death: open again what was being sent, and count it as possibly sent."""
        opened = await self._database.number("SELECT count(*) FROM inbox WHERE state = 'sending'")
        if opened:
            opening = Statement("UPDATE inbox SET state = 'waiting' WHERE state = 'sending'")
            await self._database.write(opening, counting(POSSIBLE_DOUBLES, opened))
        return opened

    async def after(self, number: int, limit: int, *, in_lanes: bool) -> list[Entry]:
        """The first open updates behind a number, in the order of their arrival."""
        condition = "number > ? AND (lane <> '') = ? ORDER BY number LIMIT ?"
        return await self._entries(condition, number, in_lanes, limit)

    async def again(self, number: int) -> Entry | None:
        """An update as it stands now; None when it is done."""
        return next(iter(await self._entries("number = ?", number)), None)

    async def _entries(self, condition: str, *values: object) -> list[Entry]:
        sql = f"SELECT {_COLUMNS} FROM inbox WHERE state <> 'done' AND {condition}"
        return [_to_entry(row) for row in await self._database.rows(sql, *values)]

    async def open(self) -> int:
        """How many updates are not done."""
        return await self._database.number("SELECT count(*) FROM inbox WHERE state <> 'done'")

    async def mark_sending(self, number: int) -> None:
        """Note that the next message of an update is about to leave."""
        await self._set_state(number, "sending")

    async def mark_waiting(self, number: int) -> None:
        """Note that Telegram has not taken the message."""
        await self._set_state(number, "waiting")

    async def _set_state(self, number: int, state: str) -> None:
        sql = "UPDATE inbox SET state = ? WHERE number = ? AND state <> 'done'"
        await self._database.write(Statement(sql, (state, number)))

    async def note_part(self, number: int) -> None:
        """Note that one more message of several was accepted."""
        sql = "UPDATE inbox SET state = 'waiting', parts = parts + 1 WHERE number = ?"
        await self._database.write(Statement(sql, (number,)))

    async def note_shown(self, number: int, message: int) -> None:
        """Note which message in a group shows the progress, to become the answer."""
        sql = "UPDATE inbox SET shown = ? WHERE number = ? AND state <> 'done'"
        await self._database.write(Statement(sql, (message, number)))

    async def holds_earlier(self, number: int, person: int) -> bool:
        """Whether an update that came before is open and names the person."""
        sql = "SELECT count(*) FROM inbox WHERE state <> 'done' AND number < ? AND payload LIKE ?"
        return await self._database.number(sql, number, f"%{person}%") > 0

    async def shown(self, number: int) -> int | None:
        """Which message shows the progress of an update."""
        rows = await self._database.rows("SELECT shown FROM inbox WHERE number = ?", number)
        return int(str(rows[0][0])) if rows and rows[0][0] is not None else None

    async def note_attempt(self, number: int) -> None:
        """Note that handling an update has failed."""
        sql = "UPDATE inbox SET state = 'waiting', attempts = attempts + 1 WHERE number = ?"
        await self._database.write(Statement(sql, (number,)))

    async def finish(self, number: int, *others: Statement) -> None:
        """Close an update and erase it, together with other changes that belong to its end."""
        await self._database.write(_closing(number), *others)

    def sweeping(self) -> Statement:
        """Forget numbers that Telegram will not send again."""
        sql = "DELETE FROM inbox WHERE state = 'done' AND received_at < ?"
        return Statement(sql, (self._clock() - _KEPT_NUMBERS_S,))


def _to_json(update: Mapping[str, Any]) -> str:
    """An update as text; halves of characters, which no text may have, become «?»."""
    return json.dumps(update, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _closing(number: int) -> Statement:
    return Statement(
        "UPDATE inbox SET state = 'done', lane = '', payload = '', shown = NULL WHERE number = ?",
        (number,),
    )


def _to_entry(row: tuple[Any, ...]) -> Entry:
    number, update_id, lane, payload, received_at, attempts, parts, shown = row
    return Entry(number, update_id, lane, json.loads(payload), received_at, attempts, parts, shown)
