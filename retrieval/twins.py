"""One article, two languages: the paragraph of the same place in the other text of an edition."""

from collections.abc import Mapping, Sequence

from corpus.document import Document, Kind, Language
from retrieval.passage import Passage


def twin_of(
    passage: Passage, texts: Mapping[Document, Sequence[Passage]], language: Language
) -> Passage | None:
    """Find a paragraph's twin among the texts of its article; None where there is none.

    It stands in the Document of the same kind and edition in that language, under the same point
    and subpoint; where several paragraphs do, at the same place among as many.
    """
    document = passage.document
    if document.kind not in (Kind.CONSTITUTION, Kind.EXPLAINER) or not document.version:
        return None
    ours = _of_place(texts.get(document, ()), passage)
    for other, paragraphs in texts.items():
        same = (other.kind, other.version) == (document.kind, document.version)
        theirs = _of_place(paragraphs, passage)
        if same and other.language is language and passage in ours and len(ours) == len(theirs):
            return theirs[ours.index(passage)]
    return None


def _of_place(paragraphs: Sequence[Passage], passage: Passage) -> list[Passage]:
    place = passage.locator
    return [
        one
        for one in paragraphs
        if (one.locator.point, one.locator.subpoint) == (place.point, place.subpoint)
    ]
