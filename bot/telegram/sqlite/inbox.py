"""The inbox as a table."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.telegram.changes import Change, Count
from bot.telegram.inbox import POSSIBLE_DOUBLES, Entry, to_json
from bot.telegram.sqlite.changes import statements_of
from bot.telegram.sqlite.database import Database, Statement
from bot.telegram.updates import lane_of, update_id_of

_COLUMNS = "number, update_id, lane, payload, received_at, attempts, parts, shown"


class SqliteInbox:
    """Updates on disk, all of them for this process. See Inbox."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Keep the updates in the database."""
        self._database = database
        self._clock = clock
        self._taken = {True: 0, False: 0}

    async def store(self, updates: Iterable[Any]) -> int:
        """Put updates on disk; return how many are new.

        Raises DiskError while the disk takes nothing.
        """
        storing = [self._storing(one) for one in updates if update_id_of(one) is not None]
        return await self._database.try_write(*storing) if storing else 0

    def _storing(self, update: Mapping[str, Any]) -> Statement:
        return Statement(
            "INSERT OR IGNORE INTO inbox (update_id, lane, state, payload, received_at)"
            " VALUES (?, ?, 'waiting', ?, ?)",
            (update["update_id"], lane_of(update), to_json(update), self._clock()),
        )

    @property
    def is_stuck(self) -> bool:
        """Whether the disk has taken nothing at the last try."""
        return self._database.is_stuck

    async def recover(self) -> None:
        """Open again what was being sent, and count it as possibly sent."""
        opened = await self._database.number("SELECT count(*) FROM inbox WHERE state = 'sending'")
        if opened:
            opening = Statement("UPDATE inbox SET state = 'waiting' WHERE state = 'sending'")
            counting = statements_of([Count(POSSIBLE_DOUBLES, opened)])
            await self._database.write(opening, *counting)

    async def take(self, most: int, *, in_lanes: bool) -> list[Entry]:
        """The next open updates, in the order of their arrival."""
        condition = "number > ? AND (lane <> '') = ? ORDER BY number LIMIT ?"
        entries = await self._entries(condition, self._taken[in_lanes], in_lanes, most)
        if entries:
            self._taken[in_lanes] = entries[-1].number
        return entries

    async def watch(self, wake: Callable[[], None], lost: Callable[[int], None]) -> None:
        """Wait for ever: nobody else writes to the file."""
        await asyncio.Event().wait()

    async def again(self, entry: Entry) -> Entry | None:
        """An update as it stands now; None when it is done."""
        return next(iter(await self._entries("number = ?", entry.number)), None)

    async def _entries(self, condition: str, *values: object) -> list[Entry]:
        sql = f"SELECT {_COLUMNS} FROM inbox WHERE state <> 'done' AND {condition}"
        return [_to_entry(row) for row in await self._database.rows(sql, *values)]

    async def open(self) -> int:
        """How many updates are not done."""
        return await self._database.number("SELECT count(*) FROM inbox WHERE state <> 'done'")

    async def mark_sending(self, entry: Entry) -> None:
        """Note that the next message of an update is about to leave."""
        await self._set_state(entry, "sending")

    async def mark_waiting(self, entry: Entry) -> None:
        """Note that Telegram has not taken the message."""
        await self._set_state(entry, "waiting")

    async def _set_state(self, entry: Entry, state: str) -> None:
        sql = "UPDATE inbox SET state = ? WHERE number = ? AND state <> 'done'"
        await self._database.write(Statement(sql, (state, entry.number)))

    async def note_part(self, entry: Entry) -> None:
        """Note that one more message of several was accepted."""
        sql = "UPDATE inbox SET state = 'waiting', parts = parts + 1 WHERE number = ?"
        await self._database.write(Statement(sql, (entry.number,)))

    async def note_shown(self, entry: Entry, message: int) -> None:
        """Note which message in a group shows the progress, to become the answer."""
        sql = "UPDATE inbox SET shown = ? WHERE number = ? AND state <> 'done'"
        await self._database.write(Statement(sql, (message, entry.number)))

    async def holds_earlier(self, number: int, person: int) -> bool:
        """Whether an update that came before is open and names the person."""
        sql = "SELECT count(*) FROM inbox WHERE state <> 'done' AND number < ? AND payload LIKE ?"
        return await self._database.number(sql, number, f"%{person}%") > 0

    async def shown(self, number: int) -> int | None:
        """Which message shows the progress of an update."""
        rows = await self._database.rows("SELECT shown FROM inbox WHERE number = ?", number)
        return int(str(rows[0][0])) if rows and rows[0][0] is not None else None

    async def note_attempt(self, entry: Entry) -> None:
        """Note that handling an update has failed."""
        sql = "UPDATE inbox SET state = 'waiting', attempts = attempts + 1 WHERE number = ?"
        await self._database.write(Statement(sql, (entry.number,)))

    async def finish(self, number: int, *changes: Change) -> None:
        """Close an update and erase it, together with what belongs to its end."""
        await self._database.write(_closing(number), *statements_of(changes))


def _closing(number: int) -> Statement:
    return Statement(
        "UPDATE inbox SET state = 'done', lane = '', payload = '', shown = NULL WHERE number = ?",
        (number,),
    )


def _to_entry(row: tuple[Any, ...]) -> Entry:
    number, update_id, lane, payload, received_at, attempts, parts, shown = row
    return Entry(number, update_id, lane, json.loads(payload), received_at, attempts, parts, shown)
