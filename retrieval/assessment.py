"""A found passage → Evidence: what of the question it covers, and in which sentences."""

from collections.abc import Sequence
from functools import partial

from corpus.document import Document, Span
from retrieval.alignment import align, coverage, prepare
from retrieval.expectation import Expectation, expected, holds
from retrieval.passage import Evidence, Passage, Sentence
from retrieval.query import Query
from retrieval.sentences import sentences_of

# How much of the rank comes from the question's coverage and from its best sentence, beside the
# channels' score. Set on the dev sets (docs/retrieval.md).
_COVERAGE, _SENTENCE = 0.3, 0.3
# A sentence that lacks the number, date or name that is asked for is worth this much.
_WRONG_KIND = 0.8
_OTHER_LANGUAGE = 0.97
# A passage without a name or number of the question speaks of another one.
_LACKS_NAME = 0.6
_LACKS_KIND = 0.75


def assess(query: Query, weights: Sequence[float], passage: Passage, score: float) -> Evidence:
    """Align a passage with the question; `weights` tell how telling each of its terms is."""
    document = passage.document
    matches = align(query, prepare(f"{document.title}\n{passage.text}", document.language))
    covered = coverage(matches, weights)
    asked = expected(query.text)
    sentences = tuple(
        Sentence(span, _fit(query, weights, passage, span, asked))
        for span in sentences_of(document.text, *passage.span)
    )
    best = max((sentence.score for sentence in sentences), default=0.0)
    total = score + _COVERAGE * covered + _SENTENCE * best
    if document.language is not query.language:
        total *= _OTHER_LANGUAGE
    if any(term.is_named and not match for term, match in zip(query.terms, matches, strict=True)):
        total *= _LACKS_NAME
    if not any(map(partial(_holds, document, asked), sentences)):
        total *= _LACKS_KIND
    return Evidence(passage, total, covered, sentences)


def _holds(document: Document, asked: Expectation, sentence: Sentence) -> bool:
    return holds(document.text[slice(*sentence.span)], asked, document.language)


def _fit(
    query: Query, weights: Sequence[float], passage: Passage, span: Span, asked: Expectation
) -> float:
    document = passage.document
    sentence = document.text[span.start : span.end]
    covered = coverage(align(query, prepare(sentence, document.language)), weights)
    return covered if holds(sentence, asked, document.language) else covered * _WRONG_KIND
