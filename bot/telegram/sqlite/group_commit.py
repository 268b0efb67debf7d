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


class _Waiting(NamedTuple):
    change: Change
    done: "asyncio.Future[int]"
    is_patient: bool


class GroupCommit:
    """Collects changes while the ones before are being committed."""

    def __init__(self, commit: _Commit, passing: type[Exception], pause_s: float) -> None:
        """Take what brings several changes to the disk, in their order.

        A fault that is `passing` is waited out by patient changes: they are tried again after each
        pause.
        """
        self._commit = commit
        self._passing = passing
        self._pause_s = pause_s
        self._waiting: list[_Waiting] = []
        self._committing: asyncio.Task[None] | None = None
        self._is_ending = asyncio.Event()

    def write(self, change: Change, *, is_patient: bool) -> "asyncio.Future[int]":
        """Return how many rows it touched, once it is on the disk, or what kept it from that.

        A caller that is cancelled meanwhile does not undo it.
        """
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(change, done, is_patient))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit_all())
        return done

    async def end(self) -> None:
        """Wait until all is written, but not for a fault to pass."""
        self._is_ending.set()
        if self._committing:
            await self._committing

    async def _commit_all(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                try:
                    outcomes = await self._commit([one.change for one in group])
                except self._passing as fault:
                    await self._wait_out(fault, group)
                except Exception as fault:
                    _settle(group, [fault] * len(group))
                else:
                    _settle(group, outcomes)
        finally:
            self._committing = None

    async def _wait_out(self, fault: Exception, group: Sequence[_Waiting]) -> None:
        """Put the patient ones first again, after a pause; the others are told."""
        waits = not self._is_ending.is_set()
        patient = [one for one in group if waits and one.is_patient]
        told = [one for one in group if not (waits and one.is_patient)]
        _settle(told, [fault] * len(told))
        self._waiting[:0] = patient
        if patient:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause_s):
                    await self._is_ending.wait()


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


def _settle(group: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
    for one, outcome in zip(group, outcomes, strict=True):
        if one.done.done():  # nobody waits any more
            continue
        if isinstance(outcome, Exception):
            one.done.set_exception(outcome)
        else:
            one.done.set_result(outcome)
