"""Any text is a question; an edited one has its answer edited; what is no text gets a kind word."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import MagicData
from aiogram.types import Message

from bot.telegram.addressing import Addressed
from bot.telegram.answers import Answers, KeptAnswer
from bot.telegram.delivery import Delivery
from bot.telegram.inbox import Entry
from bot.telegram.lanes import Ticket
from bot.telegram.matching import IS_COMMAND, IS_PRIVATE, MESSAGE
from bot.telegram.messages import place_of, say_html
from bot.telegram.middlewares import QUEUES
from bot.telegram.people import Person
from bot.telegram.questions import Asked, Questions
from bot.telegram.rendering.texts import help_text
from prompts.messages import message as text_of

# What says nothing to the bot: somebody came, a title changed.
_IS_CONTENT = (
    MESSAGE.voice | MESSAGE.video_note | MESSAGE.audio | MESSAGE.video | MESSAGE.photo
    | MESSAGE.sticker | MESSAGE.animation | MESSAGE.document | MESSAGE.location | MESSAGE.contact
    | MESSAGE.poll | MESSAGE.dice | MESSAGE.story | MESSAGE.venue
)  # fmt: skip


async def ask(
    message: Message,
    words: str,
    person: Person,
    questions: Questions,
    answers: Answers,
    entry: Entry,
    ticket: Ticket,
) -> None:
    """Answer a question; one that is a reply to an answer leans on it."""
    asked = await _asked(message, words, person, answers)
    await questions.answer(asked, entry, ticket)


async def ask_anew(
    message: Message,
    words: str,
    person: Person,
    questions: Questions,
    answers: Answers,
    entry: Entry,
    ticket: Ticket,
) -> None:
    """Answer an edited question: the answer that stands is edited, if there is one."""
    await ticket.turn()  # the answer to be edited may just be being written
    kept = await answers.to_question(message.chat.id, message.message_id)
    asked = await _asked(message, words, person, answers)
    renews = kept if kept and kept.person == person.id else None
    await questions.answer(replace(asked, renews=renews), entry, ticket)


async def _asked(message: Message, words: str, person: Person, answers: Answers) -> Asked:
    leans_on = await _leant_on(message, answers)
    place = place_of(message)
    question = leans_on.question if leans_on else ""
    return Asked(person, words, place, message.message_id, question)


async def _leant_on(message: Message, answers: Answers) -> KeptAnswer | None:
    answered = message.reply_to_message
    if answered is None:
        return None
    return await answers.in_message(message.chat.id, answered.message_id)


async def unknown_command(
    message: Message, person: Person, delivery: Delivery, entry: Entry
) -> None:
    """Say what there is."""
    await delivery.finish(entry, [say_html(place_of(message), help_text(person.language))])


async def not_a_text(message: Message, person: Person, delivery: Delivery, entry: Entry) -> None:
    """Say what is understood."""
    html = text_of("telegram-only-text", person.language)
    await delivery.finish(entry, [say_html(place_of(message), html)])


def build_questions() -> Router:
    """The router of questions: whatever is no command."""
    router = Router(name="questions")
    is_words = MESSAGE.text & ~IS_COMMAND
    is_question = MagicData(is_words & ~MESSAGE.forward_origin)
    router.message.register(ask, is_question, Addressed(), flags={QUEUES: True})
    router.edited_message.register(ask_anew, MagicData(is_words), Addressed(), flags={QUEUES: True})
    return router


def build_others() -> Router:
    """The router of what nobody else has taken."""
    router = Router(name="others")
    is_unknown = MagicData(MESSAGE.text & IS_COMMAND & IS_PRIVATE)
    is_no_text = MagicData(_IS_CONTENT | MESSAGE.forward_origin)
    router.message.register(unknown_command, is_unknown)
    router.message.register(not_a_text, is_no_text, Addressed())
    return router
