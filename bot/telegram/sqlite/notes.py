"""Notes as a table."""

import time

from bot.telegram.changes import Count
from bot.telegram.sqlite.changes import statements_of
from bot.telegram.sqlite.database import Database, Statement


class SqliteNotes:
    """Small values by their names. See Notes."""

    def __init__(self, database: Database) -> None:
        """Keep them in the database."""
        self._database = database

    async def read(self, name: str, max_age_s: float = float("inf")) -> str:
        """The value of a note, empty where there is none that is young enough."""
        since = max(time.time() - max_age_s, 0.0)
        sql = "SELECT value FROM notes WHERE name = ? AND noted_at >= ?"
        rows = await self._database.rows(sql, name, since)
        return str(rows[0][0]) if rows else ""

    async def write(self, name: str, value: str) -> None:
        """Keep a value; an empty one is forgotten."""
        if value:
            sql = "INSERT OR REPLACE INTO notes VALUES (?, ?, ?)"
            await self._database.write(Statement(sql, (name, value, time.time())))
        else:
            await self._database.write(Statement("DELETE FROM notes WHERE name = ?", (name,)))

    async def count(self, name: str) -> int:
        """How often something was counted."""
        return int(await self.read(name) or 0)

    async def add(self, name: str) -> None:
        """Count something once more."""
        await self._database.write(*statements_of([Count(name)]))
