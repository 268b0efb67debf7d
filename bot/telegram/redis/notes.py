"""Notes as a hash each."""

import time

from bot.telegram.redis.server import Server


class RedisNotes:
    """Small values by their names. See Notes."""

    def __init__(self, server: Server) -> None:
        """Keep them on the server."""
        self._server = server

    async def read(self, name: str, max_age_s: float = float("inf")) -> str:
        """The value of a note, empty where there is none that is young enough."""
        fields = await self._server.redis.hgetall(self._server.key("note", name))
        is_young = fields and float(fields["noted_at"]) >= time.time() - max_age_s
        return str(fields["value"]) if is_young else ""

    async def write(self, name: str, value: str) -> None:
        """Keep a value; an empty one is forgotten."""
        key = self._server.key("note", name)
        if value:
            fields = {"value": value, "noted_at": str(time.time())}
            await self._server.redis.hset(key, mapping=fields)
        else:
            await self._server.redis.delete(key)

    async def count(self, name: str) -> int:
        """How often something was counted."""
        return int(await self.read(name) or 0)

    async def add(self, name: str) -> None:
        """Count something once more."""
        key = self._server.key("note", name)
        async with self._server.redis.pipeline(transaction=True) as transaction:
            transaction.hincrby(key, "value", 1)
            transaction.hset(key, "noted_at", str(time.time()))
            await transaction.execute()
