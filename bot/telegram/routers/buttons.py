"""What buttons do: choose a language, rate an answer, show a source, ask a related question."""

from aiogram import Router
from aiogram.methods import AnswerCallbackQuery, EditMessageReplyMarkup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.answering.recall import recall_citation
from bot.telegram.answers import Answers
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk
from bot.telegram.feedback import Feedback
from bot.telegram.inbox import Entry
from bot.telegram.lanes import Ticket
from bot.telegram.messages import Place, edit_html, say_all
from bot.telegram.middlewares import QUEUES
from bot.telegram.people import People, Person
from bot.telegram.questions import Asked, Questions
from bot.telegram.rendering.callbacks import Ask, ChooseLanguage, Rate, Reason, ShowSource
from bot.telegram.rendering.excerpts import source_texts
from bot.telegram.rendering.keyboards import language_keyboard, reasons_keyboard
from bot.telegram.rendering.texts import example_question
from prompts.messages import message as text_of

# Characters that Telegram takes.
_LONGEST_TOAST = 200


async def choose_language(
    callback: CallbackQuery,
    callback_data: ChooseLanguage,
    person: Person,
    people: People,
    delivery: Delivery,
) -> None:
    """Speak that language with the person from now on."""
    chosen = await people.choose(person.id, callback_data.language)
    html = text_of("telegram-language-chosen", chosen.language)
    await _toast(callback, html, delivery)
    if place := _place_of(callback):
        keyboard = language_keyboard(chosen.language)
        await delivery.try_call(edit_html(place, _message_id(callback), html, keyboard))


async def rate(
    callback: CallbackQuery,
    callback_data: Rate,
    person: Person,
    answers: Answers,
    feedback: Feedback,
    delivery: Delivery,
) -> None:
    """Keep what the person thinks; ask why, if it is nothing good."""
    answer = await answers.named(callback_data.answer)
    if answer is None:
        await _toast(callback, text_of("telegram-too-old", person.language), delivery)
        return
    await feedback.rate(answer, person.id, is_good=callback_data.good)
    key = "telegram-rated-good" if callback_data.good else "telegram-rated-bad"
    await _toast(callback, text_of(key, person.language), delivery)
    reasons = () if callback_data.good else reasons_keyboard(answer.id, person.language)
    await _show_reasons(callback, reasons or None, delivery)


async def explain(
    callback: CallbackQuery,
    callback_data: Reason,
    person: Person,
    answers: Answers,
    feedback: Feedback,
    delivery: Delivery,
) -> None:
    """Keep why an answer is not good."""
    answer = await answers.named(callback_data.answer)
    if answer:
        await feedback.rate(answer, person.id, is_good=False, reason=callback_data.reason)
    key = "telegram-reason-thanks" if answer else "telegram-too-old"
    await _toast(callback, text_of(key, person.language), delivery)
    await _show_reasons(callback, None, delivery)


async def show_source(
    callback: CallbackQuery,
    callback_data: ShowSource,
    person: Person,
    answers: Answers,
    desk: Desk,
    delivery: Delivery,
    entry: Entry,
) -> None:
    """Show the text around a quote."""
    answer = await answers.named(callback_data.answer)
    cited = [one for one in answer.citations if one[0] == callback_data.number] if answer else []
    place = _place_of(callback)
    citation = None
    if cited and place:
        citation = await desk.look_up(lambda it: recall_citation(it.catalogue, *cited[0]))
    if place is None or citation is None:
        await _toast(callback, text_of("telegram-too-old", person.language), delivery)
        return
    await _toast(callback, "", delivery)
    await delivery.finish(entry, say_all(place, source_texts(citation, person.language)))


async def ask(
    callback: CallbackQuery,
    callback_data: Ask,
    person: Person,
    desk: Desk,
    delivery: Delivery,
    questions: Questions,
    entry: Entry,
    ticket: Ticket,
) -> None:
    """Answer the question that the button names."""
    key, place = callback_data.key, _place_of(callback)
    question = example_question(key) or await desk.look_up(lambda it: it.related.question(key))
    if question is None or place is None:
        await _toast(callback, text_of("telegram-too-old", person.language), delivery)
        return
    await _toast(callback, question, delivery)
    asked = Asked(person, question, place, _message_id(callback))
    await questions.answer(asked, entry, ticket)


async def _toast(callback: CallbackQuery, text: str, delivery: Delivery) -> None:
    """Say it in passing; without words, only let the button rest."""
    words = text[:_LONGEST_TOAST] or None
    await delivery.try_call(AnswerCallbackQuery(callback_query_id=callback.id, text=words))


async def _show_reasons(
    callback: CallbackQuery, reasons: InlineKeyboardMarkup | None, delivery: Delivery
) -> None:
    """Put the reasons below the other buttons, or take them away."""
    message = callback.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return
    rows = [
        row
        for row in message.reply_markup.inline_keyboard
        if not (row[0].callback_data or "").startswith(f"{Reason.__prefix__}:")
    ]
    if reasons is None and len(rows) == len(message.reply_markup.inline_keyboard):
        return
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[*rows, *(reasons.inline_keyboard if reasons else ())]
    )
    await delivery.try_call(
        EditMessageReplyMarkup(
            chat_id=message.chat.id, message_id=message.message_id, reply_markup=keyboard
        )
    )


def _place_of(callback: CallbackQuery) -> Place | None:
    """Where the button is; None below a message that was sent by the inline mode."""
    message = callback.message
    if message is None:
        return None
    thread = message.message_thread_id if isinstance(message, Message) else None
    chat = message.chat.id
    return Place(chat, thread, message.message_id if chat < 0 else None)


def _message_id(callback: CallbackQuery) -> int:
    return callback.message.message_id if callback.message else 0


def build_buttons() -> Router:
    """The router of pressed buttons."""
    router = Router(name="buttons")
    router.callback_query.register(choose_language, ChooseLanguage.filter())
    router.callback_query.register(rate, Rate.filter())
    router.callback_query.register(explain, Reason.filter())
    router.callback_query.register(show_source, ShowSource.filter())
    router.callback_query.register(ask, Ask.filter(), flags={QUEUES: True})
    return router
