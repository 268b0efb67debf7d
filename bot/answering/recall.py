"""What was cited, found again by its place: the citation, and what stands around it."""

from bot.answer import Citation
from bot.errors import UngroundedError
from corpus.catalogue import Catalogue
from corpus.document import Span
from corpus.errors import UnknownDocumentError
from retrieval.passage import Passage
from retrieval.segmentation import segment


def recall_citation(
    catalogue: Catalogue, number: int, document_id: str, span: Span
) -> Citation | None:
    """Return the citation of that span; None when its source has changed or gone since."""
    try:
        document = catalogue.get(document_id)
        around = (p for p in segment(document) if p.span.start <= span.start < p.span.end)
        return next((Citation(number, passage, span) for passage in around), None)
    except (UnknownDocumentError, UngroundedError):
        return None


def passages_around(passage: Passage) -> list[Passage]:
    """Return the passages of its article; in other texts the one before, it, and the one after."""
    article, paragraph = passage.locator.article, passage.locator.paragraph
    return [
        one
        for one in segment(passage.document)
        if (
            one.locator.article == article
            if article
            else abs(one.locator.paragraph - paragraph) <= 1
        )
    ]
