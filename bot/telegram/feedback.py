"""Feedback: 👍 and 👎 on answers, why, and what people write with /feedback."""

from typing import Protocol

from bot.telegram.answers import KeptAnswer
from corpus.document import Language


class Feedback(Protocol):
    """What people think of the answers; the last word of each person on each answer counts."""

    async def rate(
        self, answer: KeptAnswer, person: int, *, is_good: bool, reason: str = ""
    ) -> None:
        """Keep a person's rating of an answer, with the question that it is about."""
        ...

    async def comment(self, person: int, language: Language, text: str) -> None:
        """Keep what a person wrote."""
        ...

    async def counts(self) -> tuple[int, int]:
        """How many ratings are good, and how many are not."""
        ...
