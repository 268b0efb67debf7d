"""An Answer as a message: rich where the server knows rich messages, HTML anywhere."""

from aiogram.types import InputRichMessage

from bot.answer import Answer


def rich_answer(answer: Answer) -> InputRichMessage:
    """Return the answer with native references to its sources, each a block that opens."""
    raise NotImplementedError


def html_answer(answer: Answer) -> list[str]:
    """Return the answer as HTML, in messages that Telegram takes."""
    raise NotImplementedError
