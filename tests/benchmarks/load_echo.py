"""The bare ceiling: aiogram that answers every text with the same text, and keeps nothing.

python -m tests.benchmarks.load_echo URL TOKEN
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

# By its buttons the crowd knows an answer.
_BUTTON = InlineKeyboardButton(text="👍", callback_data="good")
_KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[_BUTTON]])
# As many in work as the bot has (`telegram_in_memory`).
_AT_ONCE = 200


async def echo(message: Message) -> None:
    """Say what was said."""
    await message.answer(message.text or "", reply_markup=_KEYBOARD)


async def run(url: str, token: str) -> None:
    """Poll as aiogram's own documentation has it, until the process is ended."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(echo)
    async with Bot(token, session=session) as bot:
        await bot.delete_webhook()
        await dispatcher.start_polling(bot, tasks_concurrency_limit=_AT_ONCE)


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
