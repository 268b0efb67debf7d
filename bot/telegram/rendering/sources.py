"""The sources of an answer: what it cites, by where that stands, and what is known of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Answer, Citation
from bot.answering.attribution import edition_name
from corpus.document import Document, Kind, Language
from corpus.guide.cards import retold_article
from prompts.messages import message
from retrieval.passage import Passage


@dataclass(frozen=True, slots=True)
class Source:
    """One article of a law, or one other Document, with all that an answer quotes from it."""

    citations: tuple[Citation, ...]

    @property
    def document(self) -> Document:
        """The Document that is quoted."""
        return self.citations[0].document

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that it is quoted from."""
        return tuple(citation.passage for citation in self.citations)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its citations, in their order."""
        return tuple(citation.number for citation in self.citations)

    @property
    def markers(self) -> str:
        """Its numbers as a reader meets them: «[1]», «[1] [3]», of many «[1]–[9]»."""
        first, *others = (f"[{number}]" for number in self.numbers)
        if len(others) > 2:
            return f"{first}–{others[-1]}"
        return " ".join((first, *others))


def sources_of(answer: Answer) -> list[Source]:
    """Group the citations of an answer by the article, or the Document, that they stand in."""
    grouped: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        place = (citation.document.id, citation.passage.locator.article)
        grouped.setdefault(place, []).append(citation)
    return [Source(tuple(citations)) for citations in grouped.values()]


def particulars(passages: Sequence[Passage], language: Language) -> list[str]:
    """Say what a source is: kind, publisher, date, place; of a retelling that it is one.

    `passages` are of one Document; their place is said where they share it.
    """
    document = passages[0].document
    if article := retold_article(document):
        return [message("telegram-source-retelling", language, article=article)]
    published = written_date(document.published) if document.published else ""
    known = (_kind(document, language), document.publisher, published)
    return [part for part in (*known, _place(passages, language)) if part]


def written_date(day: date) -> str:
    """Write a date as both languages do: «02.02.2026»."""
    return f"{day:%d.%m.%Y}"


def _kind(document: Document, language: Language) -> str:
    if document.kind is Kind.CONSTITUTION:
        return edition_name(document, language)
    return message(f"kind-{document.kind}", language)


def _place(passages: Sequence[Passage], language: Language) -> str:
    """Where they stand: the place, or the article that they share."""
    places = {passage.locator.render(language) for passage in passages}
    articles = {replace(p.locator, point="", subpoint="").render(language) for p in passages}
    return places.pop() if len(places) == 1 else articles.pop() if len(articles) == 1 else ""
