"""The place in the queue, told to whoever has to wait for longer than a moment."""

import asyncio
from collections.abc import Callable
from typing import Self

from aiogram.methods import DeleteMessage

from bot.telegram.delivery import Delivery, RefusedError
from bot.telegram.messages import Place, say_html
from bot.telegram.rendering.texts import place_text
from corpus.document import Language

_MOMENT_S = 1.5


class PlaceNotice:
    """While one waits, a message with the place in the queue; gone when the turn has come.

    It is sent only while Telegram's limits leave room: answers are not to wait for it.
    """

    def __init__(
        self, delivery: Delivery, place: Place, language: Language, ahead: Callable[[], int]
    ) -> None:
        """Tell it in a chat, in a language; `ahead` is how many questions are answered before."""
        self._delivery = delivery
        self._place = place
        self._language = language
        self._ahead = ahead
        self._is_waiting = True
        self._is_pausing = True

    async def __aenter__(self) -> Self:
        self._telling = asyncio.create_task(self._tell())
        return self

    async def __aexit__(self, *_: object) -> None:
        """What is just being sent is let go out, to be taken back."""
        self._is_waiting = False
        if self._is_pausing:
            self._telling.cancel()
        else:
            self._telling.add_done_callback(self._take_back)

    async def _tell(self) -> int:
        """Send the notice as soon as there is room; return its number."""
        number = 0
        while self._is_waiting and not number:
            self._is_pausing = True
            await asyncio.sleep(_MOMENT_S)
            self._is_pausing = False
            number = await self._attempt()
        return number

    async def _attempt(self) -> int:
        text = place_text(self._language, max(self._ahead(), 1))
        try:
            sent = await self._delivery.attempt(say_html(self._place, text))
        except RefusedError:
            return 0
        return sent.message_id if sent else 0

    def _take_back(self, telling: "asyncio.Task[int]") -> None:
        if not telling.cancelled() and telling.result():
            deleting = DeleteMessage(chat_id=self._place.chat, message_id=telling.result())
            self._delivery.soon(deleting)
