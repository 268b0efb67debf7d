"""An answer while it is being written."""

from collections.abc import Sequence

from aiogram.types import InputRichMessage

from bot.answer import Delta
from corpus.document import Language


def rich_draft(language: Language, sentences: Sequence[Delta]) -> InputRichMessage:
    """Return the sentences so far; before the first, that the sources are being searched."""
    raise NotImplementedError


def html_draft(language: Language, sentences: Sequence[Delta]) -> str:
    """Return the same as HTML that fits one message."""
    raise NotImplementedError
