"""One article, two languages: the paragraph of the same place in the other text of an edition."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.document import Document, Kind, Language
from retrieval.analysis.numerals import numerals_of
from retrieval.comparison import articles_of
from retrieval.expectation import LIST_NUMBER
from retrieval.passage import Passage


def twin_of(
    passage: Passage, texts: Mapping[Document, Sequence[Passage]], language: Language
) -> Passage | None:
    """Find a paragraph's twin among the texts of its article; None where there is none.

    It stands in the Document of the same kind and edition in that language, under the same point
    and subpoint; where several paragraphs do, at the same place among as many.
    A card of the guide is retold, not translated: there it is the part about as far on.
    """
    document = passage.document
    if document.kind not in (Kind.CONSTITUTION, Kind.EXPLAINER) or not document.version:
        return None
    ours = _of_place(texts.get(document, ()), passage)
    for other, paragraphs in texts.items():
        same = (other.kind, other.version) == (document.kind, document.version)
        theirs = _of_place(paragraphs, passage)
        if not same or other.language is not language or passage not in ours or not theirs:
            continue
        if document.kind is Kind.EXPLAINER:  # a card is one text, cut by its length
            return theirs[ours.index(passage) * len(theirs) // len(ours)]
        if len(ours) == len(theirs):
            return theirs[ours.index(passage)]
    return None


def _of_place(paragraphs: Sequence[Passage], passage: Passage) -> list[Passage]:
    place = passage.locator
    return [
        one
        for one in paragraphs
        if (one.locator.point, one.locator.subpoint) == (place.point, place.subpoint)
    ]


class Disagreement(NamedTuple):
    """A paragraph whose two languages say different numbers."""

    passage: Passage
    twin: Passage
    numbers: frozenset[int]
    other_numbers: frozenset[int]


def disagreements(one: Document, other: Document) -> Iterator[Disagreement]:
    """Yield the paragraphs of two twin Documents that do not say the same numbers.

    A number that says none («один», «бірінші» of a row) and the number of the paragraph itself do
    not count.
    """
    theirs = articles_of(other)
    for number, paragraphs in articles_of(one).items():
        texts = {one: paragraphs, other: theirs.get(number, [])}
        for passage in paragraphs:
            twin = twin_of(passage, texts, other.language)
            if twin and _numbers(passage) != _numbers(twin):
                yield Disagreement(passage, twin, _numbers(passage), _numbers(twin))


def _numbers(passage: Passage) -> frozenset[int]:
    listed = LIST_NUMBER.match(passage.text)
    text = passage.text[listed.end() :] if listed else passage.text
    found = {numeral.value for numeral in numerals_of(text, passage.document.language)}
    return frozenset(found - {1})
