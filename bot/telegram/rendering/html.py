"""The parts of an answer as HTML that every Bot API server knows."""

from collections.abc import Iterator

from bot.answer import Answer
from bot.telegram.rendering.markup import escape, link
from bot.telegram.rendering.paragraphs import Paragraph, paragraphs, sentences_of
from bot.telegram.rendering.sources import Quote, Source, particulars, sources_of, title_of
from bot.telegram.rendering.versions import Comparison, Side, comparison_of
from corpus.document import Language
from prompts.messages import message

PARAGRAPH_END = "\n\n"


def html_body(answer: Answer) -> Iterator[str]:
    """Yield the paragraphs of an answer; of a comparison, those of each version by itself."""
    comparison = comparison_of(answer)
    if comparison:
        yield from _html_comparison(comparison, answer.question.language)
    else:
        yield from map(html_paragraph, paragraphs(sentences_of(answer), answer.question.language))


def html_paragraph(paragraph: Paragraph) -> str:
    """A paragraph, how it names its source set apart from what that says."""
    lead = f"<i>{escape(paragraph.lead)}</i>" if paragraph.lead else ""
    return lead + escape(paragraph.text)


def html_sources(answer: Answer) -> str:
    """The sources below an answer, each with its quotes to be opened; empty without any.

    What an answer shows word for word, as an article's text, is not quoted again.
    """
    language, is_shown = answer.question.language, answer.generator == "verbatim"
    sources = [_html_source(one, language, with_quotes=not is_shown) for one in sources_of(answer)]
    heading = f"<b>{message('sources-heading', language)}</b>\n"
    return heading + PARAGRAPH_END.join(sources) if sources else ""


def _html_comparison(comparison: Comparison, language: Language) -> Iterator[str]:
    older, newer = ([row[n] for row in comparison.rows] for n in (0, 1))
    for name, sides in ((comparison.old_name, older), (comparison.new_name, newer)):
        first, *others = map(_html_side, filter(None, sides))
        yield f"<b>{escape(name)}</b>\n{first}"
        yield from others
    yield f"<i>{message('telegram-changes-bold', language)}</i>"


def _html_side(side: Side) -> str:
    words = (f"<b>{escape(run)}</b>" if changed else escape(run) for run, changed in side.runs)
    return f"{' '.join(words)} [{side.number}]"


def _html_source(source: Source, language: Language, *, with_quotes: bool) -> str:
    title = link(title_of(source.document), source.document.url)
    about = escape(" · ".join(particulars(source.passages, language)))
    quotes = PARAGRAPH_END.join(map(_html_quote, source.quotes(language)))
    quoted = f"\n<blockquote expandable>{quotes}</blockquote>" if with_quotes else ""
    return f"{source.markers} {title}\n<i>{about}</i>{quoted}"


def _html_quote(quote: Quote) -> str:
    place = f"{quote.place}\n" if quote.place else ""
    return f"{quote.number} {place}{escape(quote.text)}".strip()
