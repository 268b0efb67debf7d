"""People as a hash each."""

import time

from bot.telegram.people import Person, language_of
from bot.telegram.redis.server import Server
from corpus.document import Language


class RedisPeople:
    """Everybody who has written lately. See People."""

    def __init__(self, server: Server) -> None:
        """Keep them on the server."""
        self._server = server

    async def meet(self, number: int, language_code: str | None) -> Person:
        """Return the person; one who is new is spoken to in the language of their Telegram."""
        fields = await self._server.redis.hgetall(self._server.key("person", number))
        if fields:
            person = Person(number, Language(fields["language"]), fields["has_chosen"] == "1")
        else:
            person = Person(number, language_of(language_code))
        await self._keep(person)
        return person

    async def choose(self, number: int, language: Language) -> Person:
        """Speak this language with a person from now on."""
        person = Person(number, language, has_chosen=True)
        await self._keep(person)
        return person

    async def _keep(self, person: Person) -> None:
        fields = {"language": str(person.language), "has_chosen": int(person.has_chosen)}
        async with self._server.redis.pipeline(transaction=True) as transaction:
            transaction.hset(self._server.key("person", person.id), mapping=fields)
            transaction.zadd(self._server.key("people"), {str(person.id): time.time()})
            await transaction.execute()

    async def count(self) -> int:
        """How many people are known."""
        return int(await self._server.redis.zcard(self._server.key("people")))
