"""HOME/telegram.sqlite: opened, brought up to the newest schema, written in whole transactions."""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Self, TypeVar

from bot.errors import SettingsError
from bot.telegram.inbox import NotKeptError
from bot.telegram.journal import journal
from bot.telegram.sqlite.group_commit import (
    Change,
    GroupCommit,
    Outcome,
    Statement,
    commit_together,
)
from bot.telegram.sqlite.thread import SqliteThread, read_rows

__all__ = ["Database", "DiskError", "Statement"]

# Seconds between two tries to write to a disk that takes nothing.
_PAUSE_S = 1.0
_OF_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_BUSY,
    }
)
_Result = TypeVar("_Result")


class DiskError(NotKeptError):
    """The disk takes nothing at this moment: it is full, fails, or another program holds it."""


class Database:
    """One SQLite file, for one process: one connection writes, another reads meanwhile."""

    def __init__(self, path: Path) -> None:
        """Name the file; see `open`."""
        self.path = path
        self.is_stuck = False
        """Whether the disk has taken nothing at the last try."""
        self._writer, self._reader = SqliteThread(), SqliteThread()
        self._commits = GroupCommit(self._commit, DiskError, _PAUSE_S)

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, readable by its owner alone; it is made where there is none.

        Raises SettingsError when it is something else, or of a newer version of the program.
        """
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        database = cls(path)
        try:
            await database._prepare()
        except sqlite3.DatabaseError as error:
            await database.close()
            raise SettingsError(
                "error-telegram-database", path=str(path), reason=str(error)
            ) from error
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Let go of the file, after what is being written."""
        await self._commits.end()
        await self._reader.close()
        await self._writer.close()

    async def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return what a query finds of what is on the disk.

        Some microseconds by an index, and no writer is waited for: a thread would take longer.
        """
        return self._reader.do(read_rows, sql, values)

    async def number(self, sql: str, *values: object) -> int:
        """Return the one number that a query finds."""
        return int(str((await self.rows(sql, *values))[0][0]))

    async def write(self, *statements: Statement) -> int:
        """Write all of it or nothing, to the disk; return how many rows that changed.

        A caller that is cancelled meanwhile does not cut it in two. While the disk takes nothing,
        it waits: what is to be recorded has happened.
        """
        return await self._commits.write(statements, is_patient=True)

    async def try_write(self, *statements: Statement) -> int:
        """Write as `write` does, but do not wait for the disk. Raises DiskError."""
        return await self._commits.write(statements, is_patient=False)

    def write_soon(self, *statements: Statement) -> None:
        """Write with what is written next: nobody waits for that, nor does it for a full disk."""
        writing = self._commits.write(statements, is_patient=False)
        writing.add_done_callback(asyncio.Future.exception)  # it is let be

    async def _patiently(self, action: Callable[[], Awaitable[_Result]]) -> _Result:
        while True:
            try:
                return await action()
            except DiskError:
                await asyncio.sleep(_PAUSE_S)

    @contextmanager
    def _disk_watched(self) -> Iterator[None]:
        """Note whether the disk takes what it is given. Raises DiskError when it does not."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _OF_THE_DISK:
                raise
            if not self.is_stuck:
                journal.error("disk takes nothing", reason=str(error))
            self.is_stuck = True
            raise DiskError(str(error)) from error
        if self.is_stuck:
            journal.warning("disk takes again")
        self.is_stuck = False

    async def _commit(self, changes: Sequence[Change]) -> Sequence[Outcome]:
        with self._disk_watched():
            return await self._writer.run(commit_together, changes)

    async def erase_traces(self) -> None:
        """Write the file anew without what was deleted, and empty the log beside it.

        Waits while the disk has no room for that.
        """
        await self._patiently(lambda: self._execute("VACUUM"))
        await self._patiently(self.empty_log)

    async def empty_log(self) -> None:
        """Bring what was written into the file itself: what it overwrites is gone by that.

        Raises DiskError.
        """
        await self._execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _execute(self, sql: str) -> None:
        with self._disk_watched():
            await self._writer.run(read_rows, sql)

    async def _prepare(self) -> None:
        for connection in (self._writer, self._reader):
            await connection.open(self.path)
        version = await self.number("PRAGMA user_version")
        migrations = _migrations()
        if version > len(migrations):
            raise SettingsError("error-telegram-database-newer", path=str(self.path))
        for number, migration in enumerate(migrations[version:], version + 1):
            script = f"BEGIN IMMEDIATE;\n{migration}\nPRAGMA user_version = {number};\nCOMMIT;"
            await self._writer.run(sqlite3.Connection.executescript, script)
        with suppress(DiskError):
            await self.empty_log()


def _migrations() -> list[str]:
    """The scripts by their numbers. One that was released is never changed."""
    folder = files("bot.telegram.sqlite") / "migrations"
    scripts = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=_name)
    return [script.read_text(encoding="utf-8") for script in scripts]


def _name(script: object) -> str:
    return str(getattr(script, "name", ""))
