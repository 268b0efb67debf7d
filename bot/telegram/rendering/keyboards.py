"""Buttons below a message."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.answer import Answer
from corpus.document import Language


def answer_keyboard(
    answer: Answer, answer_id: str, related: Sequence[tuple[str, str]] = ()
) -> InlineKeyboardMarkup | None:
    """Buttons of an answer: its rating, its sources' texts, related questions (key, question)."""
    raise NotImplementedError


def reasons_keyboard(answer_id: str, language: Language) -> InlineKeyboardMarkup:
    """What can be wrong with an answer."""
    raise NotImplementedError


def language_keyboard(current: Language | None = None) -> InlineKeyboardMarkup:
    """The two languages, the current one ticked."""
    raise NotImplementedError


def examples_keyboard(language: Language) -> InlineKeyboardMarkup:
    """Questions to begin with."""
    raise NotImplementedError
