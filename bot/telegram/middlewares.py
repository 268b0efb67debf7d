"""Middlewares: what every handler finds prepared."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.flags import get_flag
from aiogram.types import TelegramObject, User

from bot.telegram.lanes import Ticket
from bot.telegram.people import People

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

# The flag of handlers that wait for their turn by themselves, because they tell the place.
QUEUES = "queues"


class Acquaintance(BaseMiddleware):
    """Gives the handler the `person` who wrote. Bots and channels are nobody to talk with."""

    def __init__(self, people: People) -> None:
        """Take who knows them."""
        self._people = people

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        """Go on with the person, or not at all."""
        user: User | None = data.get("event_from_user")
        if user is None or user.is_bot:
            return None
        data["person"] = await self._people.meet(user.id, user.language_code)
        return await handler(event, data)


class Turn(BaseMiddleware):
    """Lets an update begin when what came before it in its lane is done."""

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        """Wait, unless the handler does so by itself."""
        ticket: Ticket = data["ticket"]
        if not get_flag(data, QUEUES):
            await ticket.turn()
        return await handler(event, data)
