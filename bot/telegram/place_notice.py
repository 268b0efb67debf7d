"""The place in the queue, told to whoever has to wait for longer than a moment."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self

from aiogram.methods import DeleteMessage

from bot.telegram.delivery import Delivery, RefusedError
from bot.telegram.messages import Place, say_html
from bot.telegram.rendering.texts import busy_text, place_text
from corpus.document import Language

_MOMENT_S = 1.5
Stays = Callable[[int], Awaitable[None]]


class PlaceNotice:
    """While one waits, a message with the place in the queue; gone when the turn has come.

    It is sent only while Telegram's limits leave room: answers are not to wait for it. Where very
    many wait it comes at once, and stays to become the answer: `messages` holds its number then.
    """

    def __init__(
        self,
        delivery: Delivery,
        place: Place,
        language: Language,
        ahead: Callable[[], int],
        stays: Stays | None = None,
    ) -> None:
        """Tell it in a chat, in a language; `ahead` is how many questions are answered before.

        `stays` is told the number of a message that is to become the answer.
        """
        self.messages: list[int] = []
        self._stays = stays
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
        elif not self.messages:
            self._telling.add_done_callback(self._take_back)

    async def _tell(self) -> int:
        """Send the notice as soon as there is room; return its number."""
        number = 0
        moment = 0.0 if self._stays else _MOMENT_S
        while self._is_waiting and not number:
            self._is_pausing = True
            await asyncio.sleep(moment)
            self._is_pausing = False
            number = await self._attempt()
            moment = _MOMENT_S
        if number and self._stays and self._is_waiting:
            self.messages.append(number)
            await self._stays(number)
        return number

    async def _attempt(self) -> int:
        ahead = self._ahead()
        if self._stays:
            text = busy_text(self._language, ahead + 1)
        else:
            text = place_text(self._language, max(ahead, 1))
        try:
            sent = await self._delivery.attempt(say_html(self._place, text))
        except RefusedError:
            return 0
        return sent.message_id if sent else 0

    def _take_back(self, telling: "asyncio.Task[int]") -> None:
        if not telling.cancelled() and telling.result() and not self.messages:
            deleting = DeleteMessage(chat_id=self._place.chat, message_id=telling.result())
            self._delivery.soon(deleting)
