"""Answers as a hash each, found by their messages and by the message that asked."""

import json

from bot.telegram.answers import KeptAnswer
from bot.telegram.redis.server import Server
from corpus.document import Language, Span


class RedisAnswers:
    """Every answer that is kept. See Answers."""

    def __init__(self, server: Server) -> None:
        """Keep them on the server."""
        self._server = server

    async def named(self, name: str) -> KeptAnswer | None:
        """The answer of that name."""
        fields = await self._server.redis.hgetall(self._server.key("answer", name))
        if not fields:
            return None
        cited = json.loads(fields["citations"])
        return KeptAnswer(
            name,
            int(fields["chat"]),
            int(fields["person"]),
            int(fields["asked_in"]),
            fields["question"],
            Language(fields["language"]),
            tuple((number, document, Span(*span)) for number, document, span in cited),
        )

    async def to_question(self, chat: int, message: int) -> KeptAnswer | None:
        """The answer to the question that stands in a message."""
        key = self._server.key("answers-to", chat, message)
        names = await self._server.redis.zrange(key, -1, -1)
        return await self.named(names[0]) if names else None

    async def in_message(self, chat: int, message: int) -> KeptAnswer | None:
        """The answer that stands in a message."""
        name = await self._server.redis.get(self._server.key("in", chat, message))
        return await self.named(name) if name else None

    async def messages_of(self, kept: KeptAnswer) -> list[int]:
        """The messages that an answer stands in, in their order."""
        key = self._server.key("messages", kept.id)
        return [int(message) for message in await self._server.redis.zrange(key, 0, -1)]

    async def count_since(self, moment: float) -> int:
        """How many answers were given since a moment."""
        key = self._server.key("answers")
        return int(await self._server.redis.zcount(key, moment, "+inf"))
