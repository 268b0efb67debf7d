"""Scores of several channels → one ranking. Pure functions.

Lexical scores are BM25 divided by the question's own ideal BM25 (retrieval/lexical.py); cosines are
taken as they are, from zero. The weighted sum of the two was steadier than z-scores and reciprocal
ranks (docs/retrieval.md).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.passage import Hit

# The least cosine of a passage that meaning alone brings; it costs nothing on the dev sets.
LEAST_LIKENESS = 0.2


class ChannelWeights(NamedTuple):
    """What each channel's score counts for; set on the dev sets (docs/embedding.md)."""

    lexical: float = 1.0
    dense: float = 0.5


def without_strangers(
    hits: Sequence[Hit], known: Sequence[Hit], least: float = LEAST_LIKENESS
) -> list[Hit]:
    """Drop the hits that score less than that and that are not among the known ones.

    A dense channel finds something for any question, however unlike it is.
    """
    places = {(hit.document_id, hit.span) for hit in known}
    return [hit for hit in hits if hit.score >= least or (hit.document_id, hit.span) in places]


def fuse(rankings: Mapping[str, Sequence[Hit]], weights: Mapping[str, float]) -> Iterator[Hit]:
    """Add up each passage's weighted scores over the channels; yield the best first.

    A passage that a channel did not find has no score there; ties keep the first channel's order.
    """
    scores: dict[tuple[str, int, int], float] = defaultdict(float)
    hits: dict[tuple[str, int, int], Hit] = {}
    for channel, ranking in rankings.items():
        for hit in ranking:
            key = (hit.document_id, *hit.span)
            scores[key] += weights[channel] * max(hit.score, 0.0)
            hits.setdefault(key, hit)
    ranked = sorted(hits, key=lambda key: -scores[key])
    yield from (replace(hits[key], score=scores[key]) for key in ranked)
