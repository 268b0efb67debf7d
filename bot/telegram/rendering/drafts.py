"""An answer while it is being written."""

from collections.abc import Sequence

from aiogram.types import InputRichBlockThinking, InputRichMessage

from bot.answer import Delta
from bot.telegram.rendering.html import PARAGRAPH_END, html_paragraph
from bot.telegram.rendering.paragraphs import paragraphs
from bot.telegram.rendering.rich import Room, rich_message, rich_paragraphs
from bot.telegram.rendering.splitting import split_html
from corpus.document import Language
from prompts.messages import message


def rich_draft(language: Language, sentences: Sequence[Delta]) -> InputRichMessage:
    """Return the sentences so far; before the first, that the sources are being searched.

    Markers link nowhere yet: the sources come with the whole answer.
    """
    if not sentences:
        return rich_message([InputRichBlockThinking(text=message("progress-searching", language))])
    return rich_message(rich_paragraphs(paragraphs(sentences, language), {}, Room(), language))


def html_draft(language: Language, sentences: Sequence[Delta]) -> str:
    """Return the same as HTML, as much of it as fits one message."""
    written = map(html_paragraph, paragraphs(sentences, language))
    searching = f"<i>{message('progress-searching', language)}</i>"
    return next(iter(split_html(PARAGRAPH_END.join(written))), searching)
