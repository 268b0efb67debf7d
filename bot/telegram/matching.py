"""Filters that are asked here and now: what is no coroutine aiogram hands to a thread."""

from aiogram import F
from aiogram.filters import Filter
from aiogram.types import TelegramObject
from magic_filter import MagicFilter

# aiogram looks for a command in the words of a picture too.
IS_COMMAND = F.text.startswith("/") | F.caption.startswith("/")


class Matches(Filter):
    """Passes what an expression about it (aiogram's `F`) holds of."""

    def __init__(self, expression: MagicFilter) -> None:
        """Take the expression; it only looks at what it is given."""
        self._expression = expression

    async def __call__(self, event: TelegramObject) -> bool:
        """Look."""
        return bool(self._expression.resolve(event))
