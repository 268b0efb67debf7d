"""What admins command, in private: /stats, /reload, /outage on|off."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, MagicData
from aiogram.types import Message

from bot.telegram.delivery import Delivery
from bot.telegram.inbox import Entry
from bot.telegram.matching import IS_COMMAND, IS_PRIVATE, MESSAGE
from bot.telegram.messages import place_of, say_html
from bot.telegram.notes import OUTAGE, Notes
from bot.telegram.people import Person
from bot.telegram.rendering.markup import escape
from bot.telegram.rendering.texts import stats_text
from bot.telegram.renewal import Renewal
from bot.telegram.statistics import Statistics
from corpus.keyed_error import KeyedError
from prompts.messages import message as text_of


async def stats(
    message: Message, person: Person, delivery: Delivery, statistics: Statistics, entry: Entry
) -> None:
    """Show figures of the service."""
    html = stats_text(person.language, await statistics.figures())
    await delivery.finish(entry, [say_html(place_of(message), html)])


async def reload(
    message: Message, person: Person, delivery: Delivery, renewal: Renewal, entry: Entry
) -> None:
    """See what `atazan corpus` has added and removed meanwhile, or `atazan index publish`."""
    try:
        count = await renewal.reload()
        html = text_of("telegram-reloaded", person.language, count=count)
    except KeyedError as error:
        html = escape(text_of(error.key, person.language, **error.values))
    await delivery.finish(entry, [say_html(place_of(message), html)])


async def outage(
    message: Message,
    command: CommandObject,
    person: Person,
    delivery: Delivery,
    notes: Notes,
    entry: Entry,
) -> None:
    """Answer no questions for a while, and say so; or answer them again."""
    wish = (command.args or "").strip().lower()
    if wish in ("on", "off"):
        await notes.write(OUTAGE, "on" if wish == "on" else "")
    key = "telegram-outage-on" if await notes.read(OUTAGE) else "telegram-outage-off"
    await delivery.finish(entry, [say_html(place_of(message), text_of(key, person.language))])


def build_admin(admins: tuple[int, ...]) -> Router:
    """The router of the commands that only these people may give."""
    router = Router(name="admin")
    is_admin = MESSAGE.from_user.id.in_(set(admins))
    router.message.filter(MagicData(IS_COMMAND & is_admin & IS_PRIVATE))
    for name, handler in (("stats", stats), ("reload", reload), ("outage", outage)):
        router.message.register(handler, Command(name))
    return router
