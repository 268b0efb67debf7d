"""Document → Passages: paragraphs, the long ones parted between sentences."""

import re
from collections.abc import Iterator

from corpus.document import Document, Span
from retrieval.locator import Locator
from retrieval.passage import Passage
from retrieval.sentences import sentences_of

# Raise it when the same Document would be cut into other passages: the indexes are then rebuilt.
SEGMENTATION_VERSION = 2
# Characters. A paragraph up to this long is one passage.
_LONGEST = 1300
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def segment(document: Document) -> Iterator[Passage]:
    """Cut a Document into Passages, in order; asides are left out.

    Paragraphs are counted from 1 over what can be cited.
    """
    number = 0
    for line in _PARAGRAPH.finditer(document.text):
        paragraph = Span(line.start(), line.end())
        if document.is_citable(paragraph):
            number += 1
            for span in _parts(document.text, paragraph):
                yield Passage(document, span, Locator(number))


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
