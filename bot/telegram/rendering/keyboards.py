"""Buttons below a message."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answer import Answer, Status
from bot.telegram.rendering.callbacks import (
    Ask,
    ChooseLanguage,
    Complaint,
    Rate,
    Reason,
    ShowSource,
)
from bot.telegram.rendering.markup import one_line
from bot.telegram.rendering.sources import Source, sources_of
from bot.telegram.rendering.texts import examples
from corpus.document import Language
from prompts.messages import message

_COMPLAINTS = {
    Complaint.WRONG: "telegram-reason-wrong",
    Complaint.INCOMPLETE: "telegram-reason-incomplete",
    Complaint.OFF_TOPIC: "telegram-reason-off-topic",
    Complaint.LANGUAGE: "telegram-reason-language",
}
_LANGUAGES = {Language.KK: "telegram-language-kk", Language.RU: "telegram-language-ru"}
_MOST_SOURCES, _SOURCES_IN_A_ROW = 8, 4
# Characters of a button that a telephone shows.
_LONGEST_LABEL = 60
# What people can judge: an answer, and that there is none.
_RATED = (Status.ANSWERED, Status.NOT_FOUND)


def answer_keyboard(
    answer: Answer, answer_id: str, related: Sequence[tuple[str, str]] = ()
) -> InlineKeyboardMarkup | None:
    """Buttons of an answer: its rating, its sources' texts, related questions (key, question).

    None where there is nothing to press.
    """
    rows = [
        *([_rating(answer_id, answer.question.language)] if answer.status in _RATED else []),
        *_source_rows(sources_of(answer)[:_MOST_SOURCES], answer_id, answer.question.language),
        *([_asking(key, question)] for key, question in related),
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def reasons_keyboard(answer_id: str, language: Language) -> InlineKeyboardMarkup:
    """What can be wrong with an answer."""
    return _in_rows(
        _button(message(key, language), Reason(answer=answer_id, reason=complaint))
        for complaint, key in _COMPLAINTS.items()
    )


def language_keyboard(current: Language | None = None) -> InlineKeyboardMarkup:
    """The two languages, the current one ticked."""
    return _in_rows(
        _button(
            f"{'✓ ' if one is current else ''}{message(key, one)}", ChooseLanguage(language=one)
        )
        for one, key in _LANGUAGES.items()
    )


def examples_keyboard(language: Language) -> InlineKeyboardMarkup:
    """Questions to begin with."""
    rows = [[_asking(key, question)] for key, question in examples(language)]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@lru_cache(maxsize=5_000)  # more than the guide has questions
def _asking(key: str, question: str) -> InlineKeyboardButton:
    return _button(question, Ask(key=key))


def _rating(answer_id: str, language: Language) -> list[InlineKeyboardButton]:
    good, bad = message("telegram-good", language), message("telegram-bad", language)
    return [
        _button(good, Rate(answer=answer_id, good=True)),
        _button(bad, Rate(answer=answer_id, good=False)),
    ]


def _source_rows(
    sources: Sequence[Source], answer_id: str, language: Language
) -> Iterator[list[InlineKeyboardButton]]:
    """One button that says what it does; where there are several sources, their numbers."""
    buttons = (
        _button(
            message("telegram-show-source", language)
            if len(sources) == 1
            else message("telegram-show-source-number", language, number=one.numbers[0]),
            ShowSource(answer=answer_id, number=one.numbers[0]),
        )
        for one in sources
    )
    return _rows(buttons, _SOURCES_IN_A_ROW)


def _in_rows(buttons: Iterable[InlineKeyboardButton], width: int = 2) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(_rows(buttons, width)))


def _rows(
    buttons: Iterable[InlineKeyboardButton], width: int
) -> Iterator[list[InlineKeyboardButton]]:
    waiting = iter(buttons)
    while row := list(islice(waiting, width)):
        yield row


def _button(text: str, data: CallbackData) -> InlineKeyboardButton:
    label = one_line(text)
    short = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
    return InlineKeyboardButton(text=short, callback_data=data.pack())
