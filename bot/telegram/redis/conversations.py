"""Conversations as a string each."""

import json

from bot.conversation import Conversation
from bot.telegram.redis.server import Server


class RedisConversations:
    """One conversation a person and chat. See Conversations."""

    def __init__(self, server: Server) -> None:
        """Keep them on the server."""
        self._server = server

    async def open(self, chat: int, person: int) -> Conversation:
        """Return the conversation as it stands; a new one where there is none."""
        kept = await self._server.redis.get(self._server.key("talk", chat, person))
        return Conversation(json.loads(kept) if kept else ())

    async def forget(self, chat: int, person: int) -> None:
        """Begin anew."""
        async with self._server.redis.pipeline(transaction=True) as transaction:
            transaction.delete(self._server.key("talk", chat, person))
            transaction.zrem(self._server.key("talks"), f"{chat}:{person}")
            transaction.srem(self._server.key("talks-of", person), str(chat))
            await transaction.execute()
