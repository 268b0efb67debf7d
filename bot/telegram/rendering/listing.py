"""What the bot has read: the list of Documents, by kind."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from bot.telegram.rendering.html import PARAGRAPH_END
from bot.telegram.rendering.markup import escape, link, one_line
from bot.telegram.rendering.sources import title_of, written_date
from bot.telegram.rendering.splitting import split_html
from corpus.document import Document, Kind, Language
from corpus.guide.cards import retold_article
from prompts.messages import message

_KINDS = {
    Kind.CONSTITUTION: "telegram-sources-constitution",
    Kind.LAW: "telegram-sources-law",
    Kind.EXPLAINER: "telegram-sources-explainer",
    Kind.NEWS: "telegram-sources-news",
    Kind.TEXT: "telegram-sources-text",
}
# Documents of a kind that are named; the rest is counted.
_MOST_NAMED = 50


def sources_text(language: Language, sources: Sequence[Document]) -> list[str]:
    """List what is indexed, by kind, the latest first; in messages that Telegram takes.

    The cards of the guide are one line, and of many Documents the rest is counted.
    """
    if not sources:
        return [message("telegram-sources-none", language)]
    sections = [message("telegram-sources", language, count=len(sources))]
    for kind, key in _KINDS.items():
        lines = list(_lines([one for one in sources if one.kind is kind], language))
        if lines:
            sections.append("\n".join((f"<b>{message(key, language)}</b>", *lines)))
    return split_html(PARAGRAPH_END.join(sections))


def _lines(documents: Sequence[Document], language: Language) -> Iterator[str]:
    retold = {retold_article(one) for one in documents} - {""}
    if retold:
        yield f"• {message('telegram-sources-retellings', language, count=len(retold))}"
    others = [one for one in documents if not retold_article(one)]
    others.sort(key=lambda one: one.published or date.min, reverse=True)
    yield from map(_line, others[:_MOST_NAMED])
    more = len(others) - _MOST_NAMED
    if more > 0:
        yield message("telegram-sources-more", language, count=more)


def _line(document: Document) -> str:
    about = ", ".join(filter(None, (one_line(document.publisher), _day(document))))
    title = link(title_of(document), document.url)
    return f"• {title} ({escape(about)})" if about else f"• {title}"


def _day(document: Document) -> str:
    """When it was published, else of when its version is, as far as that is a date."""
    with suppress(ValueError):
        return written_date(document.published or date.fromisoformat(document.version))
    return one_line(document.version)
