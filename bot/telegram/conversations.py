"""Conversations: what each person asked lately in each chat, so that a question may lean on it."""

import json
import time

from bot.conversation import Conversation
from bot.telegram.database import Database, Statement


class Conversations:
    """One conversation a person and chat: what is said in private never shows in a group."""

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


def keeping(chat: int, person: int, conversation: Conversation) -> Statement:
    """Keep a conversation as it stands now."""
    questions = json.dumps(conversation.questions, ensure_ascii=False)
    sql = "INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?)"
    return Statement(sql, (chat, person, questions, time.time()))
