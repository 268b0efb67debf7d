"""People as a table."""

import time

from bot.telegram.people import Person, language_of
from bot.telegram.sqlite.database import Database, Statement
from corpus.document import Language

_DAY_S = 86_400.0


class SqlitePeople:
    """Everybody who has written lately. See People."""

    def __init__(self, database: Database) -> None:
        """Keep them in the database."""
        self._database = database

    async def meet(self, number: int, language_code: str | None) -> Person:
        """Return the person; one who is new is spoken to in the language of their Telegram."""
        sql = "SELECT language, has_chosen, seen_at FROM people WHERE id = ?"
        rows = await self._database.rows(sql, number)
        if not rows:
            person = Person(number, language_of(language_code))
            await self._keep(person)
            return person
        language, has_chosen, seen_at = rows[0]
        person = Person(number, Language(str(language)), bool(has_chosen))
        if time.time() - float(str(seen_at)) > _DAY_S:
            await self._keep(person)
        return person

    async def choose(self, number: int, language: Language) -> Person:
        """Speak this language with a person from now on."""
        person = Person(number, language, has_chosen=True)
        await self._keep(person)
        return person

    async def _keep(self, person: Person) -> None:
        values = (person.id, person.language, person.has_chosen, time.time())
        await self._database.write(
            Statement("INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?)", values)
        )

    async def count(self) -> int:
        """How many people are known."""
        return await self._database.number("SELECT count(*) FROM people")
