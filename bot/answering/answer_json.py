"""An Answer as JSON and back: its citations are places, from which quotes are derived anew."""

import json
from collections.abc import Callable

from bot.answer import Answer, Citation, Question, Status
from corpus.document import Document, Span
from retrieval.locator import Locator
from retrieval.passage import Passage

DocumentOf = Callable[[str], Document]


def to_json(answer: Answer) -> str:
    """What is needed to give the answer again; not the question, and not what was found beside."""
    record = {
        "status": answer.status,
        "text": answer.text,
        "generator": answer.generator,
        "confidence": answer.confidence,
        "citations": [_place_of(citation) for citation in answer.citations],
    }
    return json.dumps(record, ensure_ascii=False)


def from_json(text: str, question: Question, document_of: DocumentOf) -> Answer:
    """The answer to a question, over the Documents of this machine.

    Raises what is wrong with the text: ValueError, KeyError, TypeError, or CorpusError and
    UngroundedError where it cites what is not there.
    """
    record = json.loads(text)
    citations = tuple(_citation(place, document_of) for place in record["citations"])
    return Answer(
        question,
        Status(record["status"]),
        str(record["text"]),
        citations,
        str(record["generator"]),
        confidence=float(record["confidence"]),
    )


def _place_of(citation: Citation) -> list[object]:
    passage, locator = citation.passage, citation.passage.locator
    where = (locator.paragraph, locator.article, locator.point, locator.subpoint)
    return [citation.number, citation.document.id, tuple(passage.span), where, tuple(citation.span)]


def _citation(place: list[object], document_of: DocumentOf) -> Citation:
    number, document_id, passage, where, span = place
    document = document_of(str(document_id))
    return Citation(
        int(str(number)),
        Passage(document, Span(*passage), Locator(*where)),  # type: ignore[misc]  # JSON
        Span(*span),  # type: ignore[misc]  # JSON
    )
