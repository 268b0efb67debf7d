"""Group commit: what many want written at the same time goes to the disk together.

A commit waits for the disk, some milliseconds; while it does, others come. They share the next
transaction, and each change in it still stands or falls by itself.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import NamedTuple


class Statement(NamedTuple):
    """A change to be written together with others."""

    sql: str
    values: Sequence[object] = ()


# How many rows a change has touched, or why it was not made.
Outcome = int | Exception
Change = Sequence[Statement]
_Commit = Callable[[Sequence[Change]], Awaitable[Sequence[Outcome]]]


class GroupCommit:
    """Collects changes while the ones before are being committed."""

    def __init__(self, commit: _Commit) -> None:
        """Take what brings several changes to the disk, in their order."""
        self._commit = commit
        self._waiting: list[tuple[Change, asyncio.Future[int]]] = []
        self._committing: asyncio.Task[None] | None = None

    async def write(self, change: Change) -> int:
        """Return how many rows it touched, once it is on the disk; raise what kept it from that.

        A caller that is cancelled meanwhile does not undo it.
        """
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, done))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit_all())
        return await asyncio.shield(done)

    async def end(self) -> None:
        """Wait until all is written."""
        if self._committing:
            await self._committing

    async def _commit_all(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                outcomes = await self._outcomes([change for change, _ in group])
                for (_, done), outcome in zip(group, outcomes, strict=True):
                    _settle(done, outcome)
        finally:
            self._committing = None

    async def _outcomes(self, changes: Sequence[Change]) -> Sequence[Outcome]:
        try:
            return await self._commit(changes)
        except Exception as fault:
            return [fault] * len(changes)


def commit_together(connection: sqlite3.Connection, changes: Sequence[Change]) -> list[Outcome]:
    """Write changes in one transaction; one that fails is left out, and says why.

    Raises sqlite3.Error where nothing was written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [_write(connection, change) for change in changes]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # of a full disk SQLite has done so by itself
            with suppress(sqlite3.OperationalError):
                connection.execute("ROLLBACK")
        raise
    return outcomes


def _write(connection: sqlite3.Connection, change: Change) -> Outcome:
    before = connection.total_changes
    connection.execute("SAVEPOINT change")
    try:
        for sql, values in change:
            connection.execute(sql, values)
    except sqlite3.OperationalError:  # the disk's fault, not the change's: all of it is to wait
        raise
    except Exception as fault:
        connection.execute("ROLLBACK TO change")
        connection.execute("RELEASE change")
        return fault
    connection.execute("RELEASE change")
    return connection.total_changes - before


def _settle(done: "asyncio.Future[int]", outcome: Outcome) -> None:
    if done.done():
        return
    if isinstance(outcome, Exception):
        done.set_exception(outcome)
    else:
        done.set_result(outcome)
