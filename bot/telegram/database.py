"""HOME/telegram.sqlite: opened, brought up to the newest schema, written in whole transactions."""

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Self

import aiosqlite

from bot.errors import SettingsError

_PATIENCE = 30
# A commit that was answered for is on the disk; what is deleted is overwritten with zeros.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
)


class Statement(NamedTuple):
    """A change to be written together with others."""

    sql: str
    values: Sequence[object] = ()


class Database:
    """One SQLite file, for one process. Its statements follow one another."""

    def __init__(self, path: Path, connection: aiosqlite.Connection) -> None:
        """Take an open connection; see `open`."""
        self.path = path
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

        A caller that is cancelled meanwhile does not cut it in two.
        """
        return await asyncio.shield(self._write(statements))

    async def _write(self, statements: Sequence[Statement]) -> int:
        async with self._lock:
            before = self._connection.total_changes
            await self._connection.execute("BEGIN IMMEDIATE")
            try:
                for sql, values in statements:
                    await self._connection.execute(sql, values)
                await self._connection.execute("COMMIT")
            except BaseException:
                await self._connection.execute("ROLLBACK")
                raise
            return self._connection.total_changes - before

    async def erase_traces(self) -> None:
        """Write the file anew without what was deleted, and empty the log beside it."""
        async with self._lock:
            await self._connection.execute("VACUUM")
        await self.empty_log()

    async def empty_log(self) -> None:
        """Bring what was written into the file itself: what it overwrites is gone by that."""
        async with (
            self._lock,
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor,
        ):
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
        await self.empty_log()


def _migrations() -> list[str]:
    """The scripts by their numbers. One that was released is never changed."""
    folder = files("bot.telegram") / "migrations"
    scripts = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=_name)
    return [script.read_text(encoding="utf-8") for script in scripts]


def _name(script: object) -> str:
    return str(getattr(script, "name", ""))
