"""Feedback: a hash for each rating and each comment."""

import time

from bot.telegram.answers import KeptAnswer
from bot.telegram.redis.server import Server
from corpus.document import Language


class RedisFeedback:
    """What people think of the answers. See Feedback."""

    def __init__(self, server: Server) -> None:
        """Keep it on the server."""
        self._server = server

    async def rate(
        self, answer: KeptAnswer, person: int, *, is_good: bool, reason: str = ""
    ) -> None:
        """Keep a person's rating of an answer, with the question that it is about."""
        key, rating = self._server.key, f"{answer.id}:{person}"
        fields = {
            "question": answer.question,
            "language": str(answer.language),
            "reason": reason,
            "person": person,
            "asked_by": answer.person,
        }
        async with self._server.redis.pipeline(transaction=True) as transaction:
            transaction.hset(key("rating", rating), mapping=fields)
            transaction.zadd(key("ratings"), {rating: time.time()})
            transaction.srem(key("ratings-bad" if is_good else "ratings-good"), rating)
            transaction.sadd(key("ratings-good" if is_good else "ratings-bad"), rating)
            for one in {person, answer.person}:
                transaction.sadd(key("ratings-of", one), rating)
            await transaction.execute()

    async def comment(self, person: int, language: Language, text: str) -> None:
        """Keep what a person wrote."""
        key = self._server.key
        number = await self._server.redis.incr(key("comment-number"))
        fields = {"person": person, "language": str(language), "text": text}
        async with self._server.redis.pipeline(transaction=True) as transaction:
            transaction.hset(key("comment", number), mapping=fields)
            transaction.zadd(key("comments"), {str(number): time.time()})
            transaction.sadd(key("comments-of", person), number)
            await transaction.execute()

    async def counts(self) -> tuple[int, int]:
        """How many ratings are good, and how many are not."""
        redis, key = self._server.redis, self._server.key
        return int(await redis.scard(key("ratings-good"))), int(
            await redis.scard(key("ratings-bad"))
        )
