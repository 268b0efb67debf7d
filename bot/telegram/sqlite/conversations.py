"""Conversations as a table."""

import json

from bot.conversation import Conversation
from bot.telegram.sqlite.database import Database, Statement


class SqliteConversations:
    """One conversation a person and chat. See Conversations."""

    def __init__(self, database: Database) -> None:
        """Keep them in the database."""
        self._database = database

    async def open(self, chat: int, person: int) -> Conversation:
        """Return the conversation as it stands; a new one where there is none."""
        sql = "SELECT questions FROM conversations WHERE chat = ? AND person = ?"
        rows = await self._database.rows(sql, chat, person)
        return Conversation(json.loads(str(rows[0][0])) if rows else ())

    async def forget(self, chat: int, person: int) -> None:
        """Begin anew."""
        sql = "DELETE FROM conversations WHERE chat = ? AND person = ?"
        await self._database.write(Statement(sql, (chat, person)))
