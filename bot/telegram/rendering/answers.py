"""An Answer as a message: rich where the server knows rich messages, HTML anywhere."""

from collections.abc import Iterator
from functools import lru_cache

from aiogram.types import InputRichBlockSectionHeading, InputRichBlockUnion, InputRichMessage

from bot.answer import Answer, Citation, Question, Status
from bot.telegram.rendering import rich
from bot.telegram.rendering.html import PARAGRAPH_END, html_body, html_sources
from bot.telegram.rendering.paragraphs import paragraphs, sentences_of
from bot.telegram.rendering.sources import sources_of
from bot.telegram.rendering.splitting import split_html
from bot.telegram.rendering.versions import comparison_of
from corpus.document import Language
from prompts.messages import message

_HEADING_SIZE = 4
# Answers whose messages are kept: those that many ask for. Each takes some 20 KB.
_KEPT = 500


def rich_answer(answer: Answer) -> InputRichMessage:
    """Return the answer with native references to its sources, each a block that opens.

    A comparison of versions is a table. It is within the limits of one rich message: what has no
    room is left out, quotes first, and told.
    """
    question = answer.question
    return _rich_answer(
        question.language,
        answer.status,
        answer.text,
        answer.citations,
        answer.generator,
        answer.is_brief,
    )


@lru_cache(_KEPT)
def _rich_answer(
    language: Language,
    status: Status,
    text: str,
    citations: tuple[Citation, ...],
    generator: str,
    is_brief: bool,
) -> InputRichMessage:
    """Build it from what is seen of an answer: so a repeated one is built once."""
    question = Question("", "", language)
    shown = Answer(question, status, text, citations, generator, is_brief=is_brief)
    return rich.rich_message(_blocks(shown))


def html_answer(answer: Answer) -> list[str]:
    """Return the same as HTML, in as many messages as it takes, cut at the ends of paragraphs."""
    parts = [*html_body(answer), *_hint(answer), html_sources(answer)]
    return split_html(PARAGRAPH_END.join(filter(None, parts)))


def _blocks(answer: Answer) -> Iterator[InputRichBlockUnion]:
    language, room = answer.question.language, rich.Room()
    sources = rich.reachable(sources_of(answer), room, language)
    targets, comparison = rich.targets_of(sources), comparison_of(answer)
    if comparison:
        yield from rich.rich_table(comparison, targets, room, language)
    else:
        written = paragraphs(sentences_of(answer), language)
        yield from rich.rich_paragraphs(written, targets, room, language)
    yield from map(rich.plain_paragraph, _hint(answer))
    if sources:
        heading = message("sources-heading", language)
        yield InputRichBlockSectionHeading(text=heading, size=_HEADING_SIZE)
    for source in sources:
        yield rich.rich_source(source, room, language)


def _hint(answer: Answer) -> list[str]:
    """Why an answer is shorter than others; what may be done about one that was not found."""
    keys = []
    if answer.is_brief and answer.status is Status.ANSWERED and answer.generator != "verbatim":
        keys.append("telegram-brief")
    if answer.status is Status.NOT_FOUND:
        keys.append("telegram-not-found-hint")
    return [message(key, answer.question.language) for key in keys]
