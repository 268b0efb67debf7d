"""Pieces of sources as HTML: what stands around a quote, and passages that were found."""

from collections.abc import Sequence
from hashlib import sha256

from aiogram.enums import ParseMode
from aiogram.types import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions

from bot.answer import Citation
from bot.answering.recall import passages_around
from bot.telegram.rendering.html import PARAGRAPH_END
from bot.telegram.rendering.markup import escape, link, one_line
from bot.telegram.rendering.sources import particulars, title_of
from bot.telegram.rendering.splitting import split_html
from corpus.document import Language, Span
from retrieval.passage import Evidence, Passage

# Characters of a passage below the title of an inline result.
_LONGEST_DESCRIPTION = 200
# Results that Telegram takes.
_MOST_RESULTS = 50


def source_texts(citation: Citation, language: Language | None = None) -> list[str]:
    """Show the whole article that a quote stands in, or the paragraphs beside it; it is bold.

    What the source is, is said in that language, by default in its own. In messages that
    Telegram takes.
    """
    passages = passages_around(citation.passage)
    span = citation.span if len(passages) > 1 or citation.span != citation.passage.span else None
    head = _head(citation.passage, language or citation.document.language)
    shown = (_emphasised(passage, span) for passage in passages)
    return split_html(PARAGRAPH_END.join((head, *shown)))


def inline_results(
    language: Language, evidence: Sequence[Evidence]
) -> list[InlineQueryResultArticle]:
    """Return found passages as results of an inline query, each with what its source is."""
    passages = dict.fromkeys(item.passage for item in evidence)
    return [_result(passage, language) for passage in list(passages)[:_MOST_RESULTS]]


def _head(passage: Passage, language: Language) -> str:
    about = escape(" · ".join(particulars([passage], language)))
    return f"<b>{link(title_of(passage.document), passage.document.url)}</b>\n<i>{about}</i>"


def _emphasised(passage: Passage, span: Span | None) -> str:
    """A passage, that part of it bold which lies in the span."""
    text, (start, end) = passage.document.text, passage.span
    if span is None or not span.overlaps(passage.span):
        return escape(passage.text.strip())
    first, last = max(start, span.start), min(end, span.end)
    before, after = escape(text[start:first]), escape(text[last:end])
    return f"{before}<b>{escape(text[first:last])}</b>{after}".strip()


def _result(passage: Passage, language: Language) -> InlineQueryResultArticle:
    place = f"{passage.document.id} {passage.span}"
    parts = split_html(PARAGRAPH_END.join((_head(passage, language), escape(passage.text.strip()))))
    return InlineQueryResultArticle(
        id=sha256(place.encode("utf-8", "replace")).hexdigest()[:16],
        title=title_of(passage.document),
        description=one_line(passage.text)[:_LONGEST_DESCRIPTION],
        input_message_content=InputTextMessageContent(
            message_text=parts[0],
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
