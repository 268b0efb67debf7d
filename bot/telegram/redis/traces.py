"""Traces on the server: what is deleted leaves its log when that is written anew."""

import asyncio
from collections.abc import AsyncIterator

from redis.exceptions import ResponseError

from bot.telegram.journal import journal
from bot.telegram.redis.inbox import REST_S
from bot.telegram.redis.server import Server

# What Redis says while its log is written anew.
_AT_IT = "already in progress"
_PAUSE_S = 1.0
# Seconds within which Redis takes away what has run out.
_EXPIRY_S = 2.0


class RedisTraces:
    """Everything that is kept of people. See Traces."""

    def __init__(self, server: Server) -> None:
        """Delete on the server."""
        self._server = server
        self._redis, self._key = server.redis, server.key

    async def delete_of(self, person: int) -> None:
        """Delete a person's data."""
        for name in await self._redis.smembers(self._key("answers-of", person)):
            await self._drop_answer(name)
        for chat in await self._redis.smembers(self._key("talks-of", person)):
            await self._drop_talk(f"{chat}:{person}")
        for rating in await self._redis.smembers(self._key("ratings-of", person)):
            await self._drop_rating(rating)
        for number in await self._redis.smembers(self._key("comments-of", person)):
            await self._drop_comment(number)
        await self._drop_person(str(person))

    async def delete_before(self, moment: float) -> int:
        """Delete what is older; return how much that was."""
        deleted = 0
        for kind, drop in (
            ("people", self._drop_person),
            ("talks", self._drop_talk),
            ("answers", self._drop_answer),
            ("ratings", self._drop_rating),
            ("comments", self._drop_comment),
        ):
            async for name in self._older(kind, moment):
                await drop(name)
                deleted += 1
        return deleted

    async def _older(self, kind: str, moment: float) -> AsyncIterator[str]:
        for name in await self._redis.zrangebyscore(self._key(kind), "-inf", f"({moment}"):
            yield str(name)

    async def erase(self) -> None:
        """Have the log of the server written anew, where it keeps one.

        That begins when the claim on the chat has run out: its name is the person's number.
        """
        await asyncio.sleep(REST_S + _EXPIRY_S)
        while True:
            try:
                await self._redis.bgrewriteaof()
            except ResponseError as error:
                if _AT_IT not in str(error):
                    journal.warning("log not written anew", fault=error)
                    return
                await asyncio.sleep(_PAUSE_S)  # what is being written may hold it still
            else:
                return

    async def tidy(self) -> None:
        """Numbers of updates run out by themselves."""

    async def _drop_person(self, person: str) -> None:
        async with self._redis.pipeline(transaction=True) as transaction:
            transaction.delete(self._key("person", person))
            transaction.zrem(self._key("people"), person)
            await transaction.execute()

    async def _drop_answer(self, name: str) -> None:
        await self._server.run("drop_answer", name)

    async def _drop_talk(self, talk: str) -> None:
        chat, person = talk.split(":")
        async with self._redis.pipeline(transaction=True) as transaction:
            transaction.delete(self._key("talk", talk))
            transaction.zrem(self._key("talks"), talk)
            transaction.srem(self._key("talks-of", person), chat)
            await transaction.execute()

    async def _drop_rating(self, rating: str) -> None:
        key = self._key
        people = await self._redis.hmget(key("rating", rating), "person", "asked_by")
        async with self._redis.pipeline(transaction=True) as transaction:
            transaction.delete(key("rating", rating))
            transaction.zrem(key("ratings"), rating)
            for kind in ("ratings-good", "ratings-bad"):
                transaction.srem(key(kind), rating)
            for person in filter(None, people):
                transaction.srem(key("ratings-of", person), rating)
            await transaction.execute()

    async def _drop_comment(self, number: str) -> None:
        person = await self._redis.hget(self._key("comment", number), "person")
        async with self._redis.pipeline(transaction=True) as transaction:
            transaction.delete(self._key("comment", number))
            transaction.zrem(self._key("comments"), number)
            transaction.srem(self._key("comments-of", person), number)
            await transaction.execute()
