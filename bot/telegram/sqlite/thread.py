"""A connection to SQLite and the thread that waits for the disk on its behalf."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

_PATIENCE = 30
# A commit that was answered for is on the disk; what is deleted is overwritten with zeros.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
)
_Result = TypeVar("_Result")


class SqliteThread:
    """A connection and its thread, in which what it is asked to do follows one another."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "telegram.sqlite")
        self._connection: sqlite3.Connection | None = None

    async def open(self, path: Path) -> None:
        """Connect to a file. Raises sqlite3.DatabaseError when it is none."""
        opening = partial(
            sqlite3.connect, path, _PATIENCE, isolation_level=None, check_same_thread=False
        )
        self._connection = await self._in_thread(opening)
        for pragma in _PRAGMAS:
            await self.run(read_rows, f"PRAGMA {pragma}")

    async def run(self, action: Callable[..., _Result], *given: object) -> _Result:
        """Do something with the connection in the thread; return what it returns."""
        return await self._in_thread(partial(action, self._connection, *given))

    def do(self, action: Callable[..., _Result], *given: object) -> _Result:
        """Do it here and now."""
        return action(self._connection, *given)

    async def close(self) -> None:
        """Let go of the file, after what is being done."""
        if self._connection:
            await self._in_thread(self._connection.close)
        self._thread.shutdown(wait=False)

    async def _in_thread(self, action: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, action)


def read_rows(
    connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()
) -> list[tuple[object, ...]]:
    """Return what a query finds."""
    return connection.execute(sql, values).fetchall()
