"""The button below a draft that stops it: as /cancel, in the private chat that it is in."""

from aiogram import Router
from aiogram.types import MessageGenerationStopped

from bot.telegram.delivery import Delivery
from bot.telegram.inbox import Entry
from bot.telegram.lanes import Lanes
from bot.telegram.messages import Place, say_html
from bot.telegram.people import People
from bot.telegram.updates import lane_name
from prompts.messages import message as text_of


async def stop(
    event: MessageGenerationStopped, people: People, lanes: Lanes, delivery: Delivery, entry: Entry
) -> None:
    """Stop what is being answered, and say so."""
    chat = event.chat.id  # of a private chat it is the person's number too
    if lanes.cancel(lane_name(chat, chat)):
        person = await people.meet(chat, None)
        html = text_of("telegram-cancelled", person.language)
        await delivery.finish(entry, [say_html(Place(chat, event.message_thread_id), html)])


def build_stopping() -> Router:
    """The router of stopped drafts."""
    router = Router(name="stopping")
    router.stopped_message_generation.register(stop)
    return router
