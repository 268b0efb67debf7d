"""A found passage → Evidence: what of the question it covers, and in which sentences."""

from collections.abc import Sequence

from corpus.document import Span
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


def assess(query: Query, weights: Sequence[float], passage: Passage, score: float) -> Evidence:
    """Align a passage with the question; `weights` tell how telling each of its terms is."""
    document = passage.document
    text = prepare(passage.text, document.language)
    covered = coverage(align(query, text), weights)
    asked = expected(query.text)
    sentences = tuple(
        Sentence(span, _fit(query, weights, passage, span, asked))
        for span in sentences_of(document.text, *passage.span)
    )
    best = max((sentence.score for sentence in sentences), default=0.0)
    total = score + _COVERAGE * covered + _SENTENCE * best
    if document.language is not query.language:
        total *= _OTHER_LANGUAGE
    return Evidence(passage, total, covered, sentences)


def _fit(
    query: Query, weights: Sequence[float], passage: Passage, span: Span, asked: Expectation
) -> float:
    document = passage.document
    sentence = document.text[span.start : span.end]
    covered = coverage(align(query, prepare(sentence, document.language)), weights)
    return covered if holds(sentence, asked, document.language) else covered * _WRONG_KIND
