"""What changed in an article: its text in two editions, side by side, each named and cited."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bot.answer import Delta
from bot.answering.attribution import edition_name
from bot.answering.verbatim import quote
from corpus.document import Document, Language
from prompts.messages import message
from retrieval.comparison import ArticleChange, Fate, compare
from retrieval.passage import Passage


def changed_article(
    paragraphs: Sequence[Passage], olds: Iterable[Document], language: Language
) -> list[Delta]:
    """Show an article of the new text and what it was in an older edition in the same language.

    Empty where there is no such edition. An article that stayed is shown once, and said to have.
    """
    new = paragraphs[0].document
    old = next((one for one in olds if one.language is new.language), None)
    if old is None:
        return []
    number = paragraphs[0].locator.article
    change = next(one for one in _changes(old, new) if one.new_number == number)
    return list(_shown(change, old, language))


@lru_cache(maxsize=8)
def _changes(old: Document, new: Document) -> tuple[ArticleChange, ...]:
    return tuple(compare(old, new))


def _shown(change: ArticleChange, old: Document, language: Language) -> Iterator[Delta]:
    now = list(quote(change.new, language))
    if change.fate is Fate.CHANGED:
        before = list(quote(change.old, language))
        yield from before
        yield from quote(change.new, language, len(before))
        return
    key = "comparison-same" if change.fate is Fate.SAME else "comparison-new"
    first, *rest = now
    verdict = message(key, language, edition=edition_name(old, language))
    yield Delta(f"{verdict} {first.text}", first.citations)
    yield from rest
