"""Answers and passages as the JSON and TREC lines that docs/contracts.md fixes."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bot.answer import Answer, Citation
from retrieval.passage import Evidence


def answer_record(answer: Answer) -> dict[str, Any]:
    """Return the record of `ask --json`."""
    question = answer.question
    return {
        "id": question.id,
        "question": question.asked or question.text,
        "language": question.language,
        "status": answer.status,
        "answer": answer.text,
        "citations": [_citation_record(citation, answer) for citation in answer.citations],
        "generator": answer.generator,
        "timings_ms": dict(answer.timings_ms),
    }


def explanation_record(answer: Answer) -> dict[str, Any]:
    """Return what `ask --json --explain` adds."""
    return {
        "confidence": round(answer.confidence, 4),
        "cuts": [asdict(cut) for cut in answer.cuts],
        "usage": answer.usage and asdict(answer.usage),
    }


def _citation_record(citation: Citation, answer: Answer) -> dict[str, Any]:
    document = citation.document
    return {
        "n": citation.number,
        "document": document.id,
        "title": document.title,
        "kind": document.kind,
        "published": document.published and document.published.isoformat(),
        "locator": citation.passage.locator.render(answer.question.language),
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
    }


def search_record(query: str, found: Sequence[Evidence]) -> dict[str, Any]:
    """Return the record of `search --json`."""
    ranked = enumerate(found, 1)
    return {"query": query, "passages": [_passage_record(rank, item) for rank, item in ranked]}


def _passage_record(rank: int, evidence: Evidence) -> dict[str, Any]:
    passage, document = evidence.passage, evidence.passage.document
    return {
        "rank": rank,
        "score": round(evidence.score, 4),
        "document": document.id,
        "title": document.title,
        "kind": document.kind,
        "published": document.published and document.published.isoformat(),
        "locator": passage.locator.render(document.language),
        "text": passage.text,
        "start": passage.span.start,
        "end": passage.span.end,
    }


def trec_lines(query_id: str, found: Sequence[Evidence], limit: int) -> Iterator[str]:
    """Yield a TREC line for each Document: its best passage, at most `limit` of them.

    White space parts the columns; in an id it becomes `_`.
    """
    best: dict[str, float] = {}
    for evidence in found:
        best.setdefault(evidence.passage.document.id, evidence.score)
    for rank, (document_id, score) in enumerate(list(best.items())[:limit], 1):
        yield f"{_column(query_id)} Q0 {_column(document_id)} {rank} {score:.6f} atazan"


def _column(name: str) -> str:
    return "_".join(name.split()) or "_"
