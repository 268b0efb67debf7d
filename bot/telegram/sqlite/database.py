"""HOME/telegram.sqlite: opened, brought up to the newest schema, written in whole transactions."""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

import aiosqlite

from bot.errors import SettingsError
from bot.telegram.inbox import NotKeptError
from bot.telegram.journal import journal

_PATIENCE = 30
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
# A commit that was answered for is on the disk; what is deleted is overwritten with zeros.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
)


class DiskError(NotKeptError):
    """The disk takes nothing at this moment: it is full, fails, or another program holds it."""


class Statement(NamedTuple):
    """A change to be written together with others."""

    sql: str
    values: Sequence[object] = ()


class Database:
    """One SQLite file, for one process. Its statements follow one another."""

    def __init__(self, path: Path, connection: aiosqlite.Connection) -> None:
        """Take an open connection; see `open`."""
        self.path = path
        self.is_stuck = False
        """Whether the disk has taken nothing at the last try."""
        self._connection = connection
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, readable by its owner alone; it is made where there is none.

        Raises SettingsError when it is something else, or of a newer version of the program.
        """
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = await aiosqlite.connect(path, isolation_level=None, timeout=_PATIENCE)
        database = cls(path, connection)
        try:
            await database._prepare()
        except sqlite3.DatabaseError as error:
            await connection.close()
            raise SettingsError(
                "error-telegram-database", path=str(path), reason=str(error)
            ) from error
        except BaseException:
            await connection.close()
            raise
        return database

    async def close(self) -> None:
        """Let go of the file, after what is being written."""
        async with self._lock:
            await self._connection.close()

    async def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return what a query finds."""
        async with self._lock, self._connection.execute(sql, values) as cursor:
            return [tuple(row) for row in await cursor.fetchall()]

    async def number(self, sql: str, *values: object) -> int:
        """Return the one number that a query finds."""
        return int(str((await self.rows(sql, *values))[0][0]))

    async def write(self, *statements: Statement) -> int:
        """Write all of it or nothing, to the disk; return how many rows that changed.

        A caller that is cancelled meanwhile does not cut it in two. While the disk takes nothing,
        it waits: what is to be recorded has happened.
        """
        return await asyncio.shield(self._patiently(lambda: self._write(statements)))

    async def try_write(self, *statements: Statement) -> int:
        """Write as `write` does, but do not wait for the disk. Raises DiskError."""
        return await asyncio.shield(self._write(statements))

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

    async def _write(self, statements: Sequence[Statement]) -> int:
        async with self._lock:
            with self._disk_watched():
                return await self._transaction(statements)

    async def _transaction(self, statements: Sequence[Statement]) -> int:
        before = self._connection.total_changes
        await self._connection.execute("BEGIN IMMEDIATE")
        try:
            for sql, values in statements:
                await self._connection.execute(sql, values)
            await self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.OperationalError):  # of a full disk SQLite has done so by itself
                await self._connection.execute("ROLLBACK")
            raise
        return self._connection.total_changes - before

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
        async with self._lock:
            with self._disk_watched():
                async with self._connection.execute(sql) as cursor:
                    await cursor.fetchall()

    async def _prepare(self) -> None:
        for pragma in _PRAGMAS:
            await self._connection.execute(f"PRAGMA {pragma}")
        version = await self.number("PRAGMA user_version")
        migrations = _migrations()
        if version > len(migrations):
            raise SettingsError("error-telegram-database-newer", path=str(self.path))
        for number, migration in enumerate(migrations[version:], version + 1):
            script = f"BEGIN IMMEDIATE;\n{migration}\nPRAGMA user_version = {number};\nCOMMIT;"
            await self._connection.executescript(script)
        with suppress(DiskError):
            await self.empty_log()


def _migrations() -> list[str]:
    """The scripts by their numbers. One that was released is never changed."""
    folder = files("bot.telegram.sqlite") / "migrations"
    scripts = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=_name)
    return [script.read_text(encoding="utf-8") for script in scripts]


def _name(script: object) -> str:
    return str(getattr(script, "name", ""))
