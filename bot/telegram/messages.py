"""Messages to be sent: an answer in the form that a server knows, a text as a reply."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.enums import ParseMode
from aiogram.methods import EditMessageText, SendMessage, SendRichMessage
from aiogram.types import (
    InlineKeyboardMarkup,
    InputRichMessage,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from bot.answer import Answer
from bot.telegram.delivery import Method
from bot.telegram.rendering.answers import html_answer, rich_answer

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be said: the chat, its topic, the message it is a reply to."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads it: groups have negative numbers."""
        return self.chat > 0

    @property
    def reply(self) -> ReplyParameters | None:
        """What makes a message a reply, even to one that was deleted meanwhile."""
        if self.reply_to is None:
            return None
        return ReplyParameters(message_id=self.reply_to, allow_sending_without_reply=True)


def place_of(message: Message) -> Place:
    """The place of an answer to a message: in a group it is a reply."""
    chat = message.chat.id
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(chat, thread, message.message_id if chat < 0 else None)


def say_html(place: Place, html: str, keyboard: InlineKeyboardMarkup | None = None) -> SendMessage:
    """A text to be sent."""
    return SendMessage(
        chat_id=place.chat,
        message_thread_id=place.thread,
        text=html,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_parameters=place.reply,
        reply_markup=keyboard,
    )


def edit_html(
    place: Place, message: int, html: str, keyboard: InlineKeyboardMarkup | None = None
) -> EditMessageText:
    """A text to stand in a message that was sent before."""
    return EditMessageText(
        chat_id=place.chat,
        message_id=message,
        text=html,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=keyboard,
    )


def say_all(
    place: Place, parts: Sequence[str], keyboard: InlineKeyboardMarkup | None = None
) -> list[Method]:
    """A text of several messages, the keyboard below the last."""
    return _say_parts(place, parts, (), keyboard)


def say_answer(
    place: Place,
    answer: Answer,
    keyboard: InlineKeyboardMarkup | None,
    shown: Sequence[int],
    *,
    rich: bool,
) -> list[Method]:
    """An answer to be sent; it takes the place of the messages that are `shown` already."""
    if rich:
        return [_say_rich(place, rich_answer(answer), keyboard, shown)]
    return _say_parts(place, html_answer(answer), shown, keyboard)


def _say_rich(
    place: Place,
    rich: InputRichMessage,
    keyboard: InlineKeyboardMarkup | None,
    shown: Sequence[int],
) -> Method:
    if shown:
        return EditMessageText(
            chat_id=place.chat, message_id=shown[0], rich_message=rich, reply_markup=keyboard
        )
    return SendRichMessage(
        chat_id=place.chat,
        message_thread_id=place.thread,
        rich_message=rich,
        reply_parameters=place.reply,
        reply_markup=keyboard,
    )


def _say_parts(
    place: Place,
    parts: Sequence[str],
    shown: Sequence[int],
    keyboard: InlineKeyboardMarkup | None,
) -> list[Method]:
    keyboards = [*[None] * (len(parts) - 1), keyboard]
    messages = [*shown, *[None] * len(parts)]
    return [
        edit_html(place, message, part, below) if message else say_html(place, part, below)
        for part, below, message in zip(parts, keyboards, messages, strict=False)
    ]
