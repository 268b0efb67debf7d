"""Whether a message is for the bot: in private chats any is, in groups one that says so."""

from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType, MessageEntityType
from aiogram.filters import Filter
from aiogram.types import Message, User


class Addressed(Filter):
    """Passes what is for the bot, and gives the handler its `words`, without the mention."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        """Look at where it was said and how."""
        words = message.text or message.caption or ""
        if message.chat.type == ChatType.PRIVATE:
            return {"words": words}
        me = await bot.me()
        mention = _mention_of(message, me)
        if mention:
            return {"words": " ".join(words.replace(mention, " ").split())}
        return {"words": words} if _is_reply_to(message, me) else False


def _mention_of(message: Message, me: User) -> str:
    """The words that mention the bot, empty where none do."""
    name = f"@{me.username}".lower()
    text = message.text or message.caption or ""
    for entity in message.entities or message.caption_entities or ():
        if entity.type == MessageEntityType.MENTION:
            words = entity.extract_from(text)
            if words.lower() == name:
                return words
    return ""


def _is_reply_to(message: Message, me: User) -> bool:
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == me.id)
