"""Whose words a sentence rests on, said before it: the law, which edition of it, or a retelling.

The words come from the cited Document's own particulars, so they need no verification.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.answer import Cut, Delta
from corpus.document import Document, Kind, Language
from corpus.edition import ADOPTED, OF_1995
from corpus.guide.cards import retold_article
from prompts.messages import message
from retrieval.locator import Locator


def attribute(verdicts: Iterator[Delta | Cut], language: Language) -> Iterator[Delta | Cut]:
    """Say before each sentence whose words it rests on, where that changes."""
    said = ""
    for verdict in verdicts:
        if isinstance(verdict, Cut):
            yield verdict
            continue
        passage = verdict.citations[0].passage
        source = source_words(passage.document, passage.locator, language)
        named = f"{source} {verdict.text}" if source and source != said else verdict.text
        said = source
        yield replace(verdict, text=named)


def source_words(document: Document, place: Locator, language: Language) -> str:
    """Name a source: «Конституция, статья 51:», «Пересказ статьи 51:»; empty for a report."""
    article = retold_article(document)
    if article:
        return message("attribution-guide", language, article=article)
    if document.kind not in (Kind.CONSTITUTION, Kind.LAW) or not place.article:
        return ""
    law = edition_name(document, language)
    return message("attribution-law", language, law=law, place=place.render(language))


def edition_name(document: Document, language: Language) -> str:
    """Name a law: its title, or which Constitution it is."""
    if document.kind is Kind.LAW:
        return f"«{document.title}»"
    return message(
        _EDITIONS.get(document.version, "edition-draft"), language, date=_day(document.version)
    )


_EDITIONS = {ADOPTED: "edition-adopted", OF_1995: "edition-1995", "": "edition-adopted"}


def _day(version: str) -> str:
    """The date of an edition as both languages write it: «12.02.2026»."""
    return ".".join(reversed(version.split("-")))
