"""Streaming: an answer is seen while it is written, by drafts in private chats, else by edits."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol, Self

from aiogram.enums import ChatAction, ParseMode
from aiogram.methods import (
    SendChatAction,
    SendMessageDraft,
    SendRichMessageDraft,
)

from bot.answer import Delta
from bot.telegram.abilities import Abilities
from bot.telegram.delivery import Delivery, Method, RefusedError
from bot.telegram.inbox import Entry, Inbox
from bot.telegram.messages import Place, edit_html, say_html
from bot.telegram.rendering.drafts import html_draft, rich_draft
from bot.telegram.troubles import Trouble
from corpus.document import Language

_LARGEST_DRAFT_ID = 2**31 - 1


class Canvas(Protocol):
    """What an answer is drawn on while it is written.

    `delay_s` is the time before the first drawing, `pause_s` that between two, `lasts_s` that after
    which one fades.
    """

    delay_s: float
    pause_s: float
    lasts_s: float

    async def draw(self, language: Language, sentences: Sequence[Delta]) -> bool:
        """Show the sentences so far; return whether there was room for it."""
        ...


class Drafts:
    """Telegram's own drafts, which only private chats have and which live half a minute."""

    delay_s, pause_s, lasts_s = 0.0, 0.4, 20.0

    def __init__(
        self, delivery: Delivery, abilities: Abilities, place: Place, entry: Entry
    ) -> None:
        """Draw in a private chat; the update's number is the draft's."""
        self._delivery = delivery
        self._abilities = abilities
        self._place = place
        self._id = entry.number % _LARGEST_DRAFT_ID + 1
        self._is_plain = False

    async def draw(self, language: Language, sentences: Sequence[Delta]) -> bool:
        """Send the draft anew, in the form that the server takes."""
        if not self._abilities.drafts:
            return True
        is_rich = self._abilities.rich and not self._is_plain
        method = self._rich(language, sentences) if is_rich else self._html(language, sentences)
        try:
            return await self._delivery.attempt(method) is not None
        except RefusedError as error:
            return await self._adapt(error.trouble, is_rich)

    async def _adapt(self, trouble: Trouble, is_rich: bool) -> bool:
        """Do without what the server does not know; false where another form is to be tried."""
        if trouble is Trouble.UNKNOWN and is_rich:
            await self._abilities.do_without_rich()
        elif trouble is Trouble.UNKNOWN:
            await self._abilities.do_without_drafts()
        elif trouble is Trouble.MALFORMED and is_rich:
            self._is_plain = True
        else:
            return trouble not in (Trouble.TOO_FAST, Trouble.UNSURE, Trouble.UNREACHED)
        return False

    def _rich(self, language: Language, sentences: Sequence[Delta]) -> Method:
        return SendRichMessageDraft(
            chat_id=self._place.chat,
            message_thread_id=self._place.thread,
            draft_id=self._id,
            rich_message=rich_draft(language, sentences),
            can_stop=True,
        )

    def _html(self, language: Language, sentences: Sequence[Delta]) -> Method:
        return SendMessageDraft(
            chat_id=self._place.chat,
            message_thread_id=self._place.thread,
            draft_id=self._id,
            text=html_draft(language, sentences),
            parse_mode=ParseMode.HTML,
            can_stop=True,
        )


class EditedMessage:
    """A message that is edited until it is the answer. One that is quick needs none."""

    delay_s, pause_s, lasts_s = 0.7, 3.0, 5.0

    def __init__(
        self,
        delivery: Delivery,
        inbox: Inbox,
        place: Place,
        entry: Entry,
        stands: int | None = None,
    ) -> None:
        """Draw in a chat: in the message that `stands` there, or that was begun before a death."""
        self._delivery = delivery
        self._inbox = inbox
        self._place = place
        self._entry = entry
        self._html = ""
        self.message = stands or entry.shown

    async def draw(self, language: Language, sentences: Sequence[Delta]) -> bool:
        """Edit the message, or send it; where nothing is new, say that it is being written."""
        html = html_draft(language, sentences)
        try:
            if html == self._html:
                await self._delivery.attempt(typing(self._place))
                return True
            is_drawn = await self._write(html)
        except RefusedError as error:
            return error.trouble not in (Trouble.TOO_FAST, Trouble.UNSURE, Trouble.UNREACHED)
        self._html = html if is_drawn else self._html
        return is_drawn

    async def _write(self, html: str) -> bool:
        if self.message:
            editing = edit_html(self._place, self.message, html)
            return await self._delivery.attempt(editing) is not None
        sent = await self._delivery.attempt(say_html(self._place, html))
        if sent:
            await self._stand_in(sent.message_id)
        return sent is not None

    async def _stand_in(self, message: int) -> None:
        """Go on in that message, also after a death of the program."""
        self.message = message
        await self._inbox.note_shown(self._entry, message)


class View:
    """Draws the newest state of an answer, as often as its canvas bears it."""

    def __init__(self, canvas: Canvas) -> None:
        """Draw on that canvas, from `async with` to its end."""
        self._canvas = canvas
        self._state: tuple[Language, Sequence[Delta]] | None = None
        self._is_new = asyncio.Event()
        self._drawing = asyncio.Lock()

    def show(self, language: Language, sentences: Sequence[Delta]) -> None:
        """Let these sentences be seen, soon."""
        self._state = language, list(sentences)
        self._is_new.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        """End; what is being drawn is waited for, so that it does not come after the answer."""
        try:
            async with self._drawing:
                self._task.cancel()
        finally:
            self._task.cancel()

    async def _run(self) -> None:
        await asyncio.sleep(self._canvas.delay_s)
        while True:
            with suppress(TimeoutError):  # it fades: draw it once more
                async with asyncio.timeout(self._canvas.lasts_s):
                    await self._is_new.wait()
            self._is_new.clear()
            async with self._drawing:
                if self._state and not await self._canvas.draw(*self._state):
                    self._is_new.set()
            await asyncio.sleep(self._canvas.pause_s)


def typing(place: Place) -> Method:
    """Say that an answer is being written."""
    return SendChatAction(
        chat_id=place.chat, message_thread_id=place.thread, action=ChatAction.TYPING
    )
