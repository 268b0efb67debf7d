"""The profile of the bot: what it is, in both languages, where the operator has not said it."""

from aiogram.methods import (
    GetMyDescription,
    GetMyShortDescription,
    SetMyDescription,
    SetMyShortDescription,
)

from bot.telegram.delivery import Delivery, RefusedError
from bot.telegram.journal import journal
from bot.telegram.rendering.texts import about_text, short_about_text
from corpus.document import Language


async def register_profile(delivery: Delivery) -> None:
    """Tell Telegram what the bot is: in Kazakh to those whose Telegram is, else in Russian."""
    try:
        for code in (None, *Language):
            await _describe(delivery, code, code or Language.RU)
    except RefusedError as error:
        journal.info("profile not set", trouble=error.trouble.name)


async def _describe(delivery: Delivery, code: Language | None, spoken: Language) -> None:
    """Say it where nothing is said yet. Raises RefusedError."""
    known = await delivery.call(GetMyDescription(language_code=code))
    if not known.description:
        about = about_text(spoken)
        await delivery.call(SetMyDescription(description=about, language_code=code))
    known_short = await delivery.call(GetMyShortDescription(language_code=code))
    if not known_short.short_description:
        short = short_about_text(spoken)
        await delivery.call(SetMyShortDescription(short_description=short, language_code=code))
