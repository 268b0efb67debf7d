"""Passages that say the same in the same words are shown once."""

from collections.abc import Iterable, Iterator, Set

from retrieval.alignment import prepare
from retrieval.passage import Evidence

# Share of the shorter passage's words that the longer one has too.
_SAME = 0.85


def without_near_duplicates(ranked: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield Evidence in order, each near-duplicate of an earlier one left out."""
    kept: list[Set[str]] = []
    for evidence in ranked:
        passage = evidence.passage
        words = prepare(passage.text, passage.document.language).words.keys()
        if not any(_is_same(words, other) for other in kept):
            kept.append(words)
            yield evidence


def _is_same(one: Set[str], other: Set[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= _SAME * shorter
