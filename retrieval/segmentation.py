"""Document → Passages: paragraphs, of a law its points; the long ones parted between sentences."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Document, Kind, Span
from corpus.guide.cards import retold_article
from corpus.parsing.headings import HEADING
from corpus.parsing.law import ARTICLE
from retrieval.locator import Locator
from retrieval.passage import Passage
from retrieval.sentences import sentences_of

# Raise it when the same Document would be cut into other passages: the indexes are then rebuilt.
SEGMENTATION_VERSION = 6
# Characters. A paragraph up to this long is one passage.
_LONGEST = 1300
_PARAGRAPH = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_NOTHING = re.compile(r"(?!)")
# «1. …» is a point, «1) …» a subpoint.
_NUMBERED = re.compile(r"\s*(?P<number>\d+(?:-\d+)?)(?P<sign>[.)])\s")


def segment(document: Document) -> Iterator[Passage]:
    """Cut a Document into Passages, in order; asides and headings are left out.

    A Document of nothing but headings is cut into these.
    """
    passages = _cut(document, HEADING)
    first = next(passages, None)
    if first is None:
        yield from _cut(document, _NOTHING)
    else:
        yield first
        yield from passages


def _cut(document: Document, headings: re.Pattern[str]) -> Iterator[Passage]:
    is_law = document.kind in (Kind.CONSTITUTION, Kind.LAW)
    place, heading = Locator(0, retold_article(document)), ""
    for line in _PARAGRAPH.finditer(document.text):
        paragraph = Span(line.start(), line.end())
        if not document.is_citable(paragraph):
            continue
        article = ARTICLE.match(line[0]) if is_law else None
        if article:
            place = Locator(place.paragraph, article["kk"] or article["ru"])
            heading = article["heading"]
            continue
        if title := headings.match(line[0]):
            heading = title["words"]
            continue
        place = _next_place(place, line[0])
        for span in _parts(document.text, paragraph):
            yield Passage(document, span, place, heading)


def _next_place(place: Locator, line: str) -> Locator:
    """The place of the paragraph after `place`: inside an article its numbers tell the point."""
    following = replace(place, paragraph=place.paragraph + 1)
    number = _NUMBERED.match(line) if place.article else None
    if number is None:
        return following
    if number["sign"] == ".":
        return replace(following, point=number["number"], subpoint="")
    return replace(following, subpoint=number["number"])


def _parts(text: str, paragraph: Span) -> Iterator[Span]:
    """Group the sentences of a paragraph into parts of at most the longest length.

    A single sentence that is longer than that stays whole.
    """
    part: Span | None = None
    for sentence in sentences_of(text, paragraph.start, paragraph.end):
        if part and sentence.end - part.start > _LONGEST:
            yield part
            part = None
        part = Span(part.start if part else sentence.start, sentence.end)
    if part:
        yield part
