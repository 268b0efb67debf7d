"""Passages that say the same in the same words are shown once."""

from collections.abc import Iterable, Iterator

from retrieval.analysis.folding import fold
from retrieval.analysis.words import words_of
from retrieval.passage import Evidence, Passage

# Share of the shorter passage's words that the longer one has too.
_SAME = 0.85


def without_near_duplicates(ranked: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield Evidence in order, each near-duplicate of an earlier one left out."""
    kept: list[frozenset[str]] = []
    for evidence in ranked:
        words = _words(evidence.passage)
        if not any(_is_same(words, other) for other in kept):
            kept.append(words)
            yield evidence


def _words(passage: Passage) -> frozenset[str]:
    return frozenset(fold(word.text) for word in words_of(passage.text))


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= _SAME * shorter
