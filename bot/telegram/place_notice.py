"""The place in the queue, told to whoever has to wait for longer than a moment."""

import asyncio
from typing import Self

from aiogram.methods import DeleteMessage

from bot.telegram.delivery import Delivery, RefusedError
from bot.telegram.lanes import Ticket
from bot.telegram.messages import Place, say_html
from bot.telegram.rendering.texts import place_text
from corpus.document import Language

_MOMENT_S = 1.5


class PlaceNotice:
    """While one waits, a message with the place in the queue; gone when the turn has come."""

    def __init__(
        self, delivery: Delivery, place: Place, language: Language, ticket: Ticket
    ) -> None:
        """Tell it in a chat, in a language."""
        self._delivery = delivery
        self._place = place
        self._language = language
        self._ticket = ticket
        self._told: asyncio.Task[int] | None = None

    async def __aenter__(self) -> Self:
        self._timer = asyncio.get_running_loop().call_later(_MOMENT_S, self._begin)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._told:
            self._told.add_done_callback(self._take_back)

    def _begin(self) -> None:
        self._told = asyncio.create_task(self._tell())

    async def _tell(self) -> int:
        text = place_text(self._language, max(self._ticket.ahead, 1))
        try:
            return (await self._delivery.call(say_html(self._place, text))).message_id
        except RefusedError:
            return 0

    def _take_back(self, told: "asyncio.Task[int]") -> None:
        if not told.cancelled() and told.result():
            deleting = DeleteMessage(chat_id=self._place.chat, message_id=told.result())
            self._delivery.soon(deleting)
