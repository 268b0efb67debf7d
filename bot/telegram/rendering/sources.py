"""The sources of an answer: what it cites, by where that stands, and what is known of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.answer import Answer, Citation
from bot.answering.attribution import edition_name
from bot.telegram.rendering.markup import one_line, visible
from corpus.document import Document, Kind, Language
from corpus.guide.cards import retold_article
from prompts.messages import message
from retrieval.passage import Passage

_LONGEST_TITLE = 300


class Quote(NamedTuple):
    """A verbatim quote; its number and place are empty where the source says them."""

    number: str
    place: str
    text: str


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
        """Its numbers as a reader meets them: «[1]», «[1] [3]»; three in a row are «[1]–[3]»."""
        first, last = self.numbers[0], self.numbers[-1]
        if len(self.numbers) > 2 and last - first == len(self.numbers) - 1:
            return f"[{first}]–[{last}]"
        return " ".join(f"[{number}]" for number in self.numbers)

    def label(self, language: Language) -> str:
        """What tells it from others at a glance: that it is a retelling, or the place in it."""
        if retold_article(self.document):
            return particulars(self.passages, language)[0]
        return _place(self.passages, language)

    def quotes(self, language: Language) -> Iterator[Quote]:
        """Yield the quotes with their numbers and places, as far as these differ."""
        places = {one.locator.render(language) for one in self.passages}
        for one in self.citations:
            number = f"[{one.number}]" if len(self.citations) > 1 else ""
            place = one.passage.locator.render(language) if len(places) > 1 else ""
            yield Quote(number, place, visible(one.quote).strip())


def sources_of(answer: Answer) -> list[Source]:
    """Group the citations of an answer by the article, or the Document, that they stand in."""
    grouped: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        place = (citation.document.id, citation.passage.locator.article)
        grouped.setdefault(place, []).append(citation)
    return [Source(tuple(citations)) for citations in grouped.values()]


def title_of(document: Document) -> str:
    """The title of a Document in one line, of at most 300 characters; its id where it has none."""
    title = one_line(document.title) or one_line(document.id)
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def particulars(passages: Sequence[Passage], language: Language) -> list[str]:
    """Say what a source is: its origin and the place; of a retelling that it is one.

    `passages` are of one Document; their place is said where they share it.
    """
    if article := retold_article(passages[0].document):
        return [message("telegram-source-retelling", language, article=article)]
    place = _place(passages, language)
    return [*origin(passages[0].document, language), *([place] if place else [])]


def origin(document: Document, language: Language) -> list[str]:
    """Say where a Document comes from: kind, publisher, date."""
    published = written_date(document.published) if document.published else ""
    known = (_kind(document, language), one_line(document.publisher), published)
    return [part for part in known if part]


def written_date(day: date) -> str:
    """Write a date as both languages do: «02.02.2026»."""
    return f"{day:%d.%m.%Y}"


def _kind(document: Document, language: Language) -> str:
    if document.kind is Kind.CONSTITUTION:
        return one_line(edition_name(document, language))
    return message(f"kind-{document.kind}", language)


def _place(passages: Sequence[Passage], language: Language) -> str:
    """Where they stand: the place, or the article that they share."""
    places = {passage.locator.render(language) for passage in passages}
    articles = {replace(p.locator, point="", subpoint="").render(language) for p in passages}
    return places.pop() if len(places) == 1 else articles.pop() if len(articles) == 1 else ""
