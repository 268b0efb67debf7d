"""What people command: about themselves, the bot, and what they are waiting for."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart, MagicData
from aiogram.types import InlineKeyboardMarkup, Message

from bot.settings import Settings
from bot.telegram.conversations import Conversations
from bot.telegram.crew import Crew
from bot.telegram.deep_links import article_question, question_of
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk
from bot.telegram.feedback import Feedback
from bot.telegram.inbox import Entry
from bot.telegram.lanes import Lanes, Ticket
from bot.telegram.matching import IS_COMMAND
from bot.telegram.messages import place_of, say_all, say_html
from bot.telegram.middlewares import QUEUES
from bot.telegram.people import Person
from bot.telegram.questions import Asked, Questions
from bot.telegram.rendering.keyboards import examples_keyboard, language_keyboard
from bot.telegram.rendering.listing import sources_text
from bot.telegram.rendering.texts import help_text, privacy_text, start_text
from bot.telegram.retention import Retention
from bot.telegram.updates import lane_name
from prompts.messages import message as text_of


async def start(
    message: Message,
    command: CommandObject,
    person: Person,
    delivery: Delivery,
    questions: Questions,
    entry: Entry,
    ticket: Ticket,
) -> None:
    """Greet, with the languages to choose from; or ask what the link asks."""
    question = question_of(command.args or "", person.language)
    if question:
        asked = Asked(person, question, place_of(message), message.message_id)
        await questions.answer(asked, entry, ticket)
        return
    await ticket.turn()
    greeting = say_html(place_of(message), start_text(person.language), _first_steps(person))
    await delivery.finish(entry, [greeting])


def _first_steps(person: Person) -> InlineKeyboardMarkup:
    keyboards = (examples_keyboard(person.language), language_keyboard(person.language))
    rows = [row for keyboard in keyboards for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def article(
    message: Message,
    command: CommandObject,
    person: Person,
    delivery: Delivery,
    questions: Questions,
    entry: Entry,
    ticket: Ticket,
) -> None:
    """Show an article; without a number, say how to name one."""
    number = (command.args or "").strip()
    if number.isdecimal() and len(number) <= 3:
        text = article_question(number, person.language)
        asked = Asked(person, text, place_of(message), message.message_id)
        await questions.answer(asked, entry, ticket)
        return
    html = text_of("telegram-article-usage", person.language)
    await delivery.finish(entry, [say_html(place_of(message), html)])


async def show_help(message: Message, person: Person, delivery: Delivery, entry: Entry) -> None:
    """Explain, with questions to tap."""
    examples = examples_keyboard(person.language)
    reply = say_html(place_of(message), help_text(person.language), examples)
    await delivery.finish(entry, [reply])


async def language(message: Message, person: Person, delivery: Delivery, entry: Entry) -> None:
    """Offer the two languages."""
    html = text_of("telegram-language", person.language)
    keyboard = language_keyboard(person.language)
    await delivery.finish(entry, [say_html(place_of(message), html, keyboard)])


async def sources(
    message: Message, person: Person, delivery: Delivery, desk: Desk, entry: Entry
) -> None:
    """List what the answers come from."""
    documents = await desk.look_up(lambda program: list(program.catalogue))
    parts = sources_text(person.language, documents)
    await delivery.finish(entry, say_all(place_of(message), parts))


async def new(
    message: Message,
    person: Person,
    delivery: Delivery,
    conversations: Conversations,
    entry: Entry,
) -> None:
    """Forget what was asked before, so that the next question leans on nothing."""
    await conversations.forget(message.chat.id, person.id)
    html = text_of("telegram-new", person.language)
    await delivery.finish(entry, [say_html(place_of(message), html)])


async def cancel(
    message: Message, person: Person, delivery: Delivery, lanes: Lanes, entry: Entry
) -> None:
    """Stop what is being answered, and what waits behind it."""
    count = lanes.cancel(lane_name(message.chat.id, person.id))
    key = "telegram-cancelled" if count else "telegram-cancel-nothing"
    await delivery.finish(entry, [say_html(place_of(message), text_of(key, person.language))])


async def privacy(
    message: Message, person: Person, delivery: Delivery, settings: Settings, entry: Entry
) -> None:
    """Say what is kept and for how long."""
    html = privacy_text(person.language, settings.telegram_retention_days)
    await delivery.finish(entry, [say_html(place_of(message), html)])


async def forget(
    message: Message,
    person: Person,
    delivery: Delivery,
    lanes: Lanes,
    crew: Crew,
    retention: Retention,
    entry: Entry,
) -> None:
    """Delete whatever is known of the person, this message included."""
    everywhere = lane_name("", person.id)
    lanes.cancel_elsewhere(everywhere, entry.lane)
    await crew.call_off(everywhere, entry.lane)
    await retention.forget(person.id, entry.number)
    html = text_of("telegram-forgotten", person.language)
    await delivery.finish(entry, [say_html(place_of(message), html)])
    await retention.erase_traces()


async def comment(
    message: Message,
    command: CommandObject,
    person: Person,
    delivery: Delivery,
    feedback: Feedback,
    entry: Entry,
) -> None:
    """Keep what a person says of the bot; without words, say how."""
    words = (command.args or "").strip()
    if words:
        await feedback.comment(person.id, person.language, words)
    key = "telegram-feedback-thanks" if words else "telegram-feedback-usage"
    await delivery.finish(entry, [say_html(place_of(message), text_of(key, person.language))])


def build_commands() -> Router:
    """The router of the commands that anybody may give."""
    router = Router(name="commands")
    router.message.filter(MagicData(IS_COMMAND))  # a question is asked once, not by each command
    router.message.register(start, CommandStart(), flags={QUEUES: True})
    router.message.register(article, Command("article"), flags={QUEUES: True})
    for name, handler in (
        ("help", show_help),
        ("language", language),
        ("sources", sources),
        ("new", new),
        ("cancel", cancel),
        ("privacy", privacy),
        ("forget", forget),
        ("feedback", comment),
    ):
        router.message.register(handler, Command(name))
    return router
