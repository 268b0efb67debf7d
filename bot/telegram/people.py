"""People: in which language the bot speaks with each, and whether they chose it."""

from dataclasses import dataclass
from typing import Protocol

from corpus.document import Language


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot.

    `language` is that of buttons and texts; answers are in it too once the person `has_chosen`,
    before that in the language of the question.
    """

    id: int
    language: Language
    has_chosen: bool = False

    @property
    def choice(self) -> Language | None:
        """The language that was chosen, None where none was."""
        return self.language if self.has_chosen else None


class People(Protocol):
    """Everybody who has written lately."""

    async def meet(self, number: int, language_code: str | None) -> Person:
        """Return the person; one who is new is spoken to in the language of their Telegram."""
        ...

    async def choose(self, number: int, language: Language) -> Person:
        """Speak this language with a person from now on."""
        ...

    async def count(self) -> int:
        """How many people are known."""
        ...


def language_of(code: str | None) -> Language:
    """Kazakh for a Telegram in Kazakh, else Russian."""
    is_kazakh = (code or "").lower().split("-")[0] == Language.KK
    return Language.KK if is_kazakh else Language.RU
