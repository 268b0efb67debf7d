"""The menu of commands, in both languages, as Telegram shows it."""

from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeDefault

from bot.telegram.delivery import Delivery
from bot.telegram.rendering.texts import commands
from corpus.document import Language


async def register_menu(delivery: Delivery) -> None:
    """Tell Telegram the commands: Kazakh to those whose Telegram is in Kazakh, else Russian."""
    scope = BotCommandScopeDefault()
    for language in (None, *Language):
        names = commands(language or Language.RU)
        method = SetMyCommands(commands=names, scope=scope, language_code=language)
        await delivery.try_call(method)
