"""A found passage → Evidence: what of the question it covers, and in which sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document, Kind, Span
from retrieval.alignment import align, coverage, prepare
from retrieval.expectation import Expectation, counted_term, counts, expected, holds
from retrieval.passage import Evidence, Passage, Sentence
from retrieval.query import Query
from retrieval.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class Ranking:
    """What makes the rank of a passage beside the channels' score; set on the dev sets.

    `coverage` and `sentence` weigh the question's coverage by the passage and by its best sentence.
    The others multiply: a sentence or a passage without the number, date or name of the kind that
    is asked for; a passage without the names and numbers of the question, which speaks of others;
    a passage in the other language; one that says the number of the very thing that is counted;
    the Constitution's own text, which comes before reports about it.
    """

    coverage: float = 0.3
    sentence: float = 0.3
    sentence_without_kind: float = 0.8
    without_kind: float = 0.75
    without_name: float = 0.6
    other_language: float = 0.97
    counted: float = 1.3
    constitution: float = 1.05


def assess(
    query: Query, weights: Sequence[float], passage: Passage, score: float, ranking: Ranking
) -> Evidence:
    """Align a passage with the question; `weights` tell how telling each of its terms is."""
    document = passage.document
    matches = align(query, prepare(f"{document.title}\n{passage.text}", document.language))
    asked = expected(query.text)
    sentences: list[Sentence] = []
    any_holds = False
    for span in sentences_of(document.text, *passage.span):
        covered, held = _fit(query, weights, document, span, asked, matches)
        any_holds |= held
        sentences.append(
            Sentence(span, covered if held else covered * ranking.sentence_without_kind)
        )
    covered = coverage(matches, weights)
    best = max((sentence.score for sentence in sentences), default=0.0)
    total = score + ranking.coverage * covered + ranking.sentence * best
    total *= _factor(query, passage, matches, any_holds, ranking)
    return Evidence(passage, total, covered, tuple(sentences))


def _fit(
    query: Query,
    weights: Sequence[float],
    document: Document,
    span: Span,
    asked: Expectation,
    matches: Sequence[float],
) -> tuple[float, bool]:
    """How much of the question one sentence covers, and whether it holds the kind asked for."""
    sentence = document.text[span.start : span.end]
    covered = coverage(align(query, prepare(sentence, document.language), matches), weights)
    return covered, holds(sentence, asked, document.language)


def _factor(
    query: Query, passage: Passage, matches: Sequence[float], any_holds: bool, ranking: Ranking
) -> float:
    document = passage.document
    factor = 1.0 if document.language is query.language else ranking.other_language
    if document.kind is Kind.CONSTITUTION:
        factor *= ranking.constitution
    named = [match for term, match in zip(query.terms, matches, strict=True) if term.is_named]
    if named:
        missing = sum(not match for match in named) / len(named)
        factor *= 1 - (1 - ranking.without_name) * missing
    counted = counted_term(query)
    if counted and counts(passage.text, counted, document.language):
        factor *= ranking.counted
    return factor if any_holds else factor * ranking.without_kind
