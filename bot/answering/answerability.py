"""Whether the Evidence answers the question at all."""

from collections.abc import Sequence
from math import exp, log1p

from retrieval.passage import Evidence

# Calibrated on the golden questions; `atazan eval answers --curve` shows both kinds of error.
DEFAULT_THRESHOLD = 0.42
# How many of the best pieces are looked at.
_BEST = 3
# A logistic model of four things, fitted on the golden questions (docs/retrieval.md): how much of
# the question the best passage covers, how much one sentence does, how surely the guide knows the
# article, and whether a number that is asked for is said. Coverage counts by the size of the
# question: two words of two prove less than eight of ten.
_SHORTEST = 2
_PASSAGE, _SENTENCE, _GUIDE, _UNCOUNTED, _BIAS = 4.26, 1.84, 1.93, -3.32, -4.32


def confidence(evidence: Sequence[Evidence]) -> float:
    """Return how surely the Evidence answers, from 0 to 1."""
    if not evidence:
        return 0.0
    best = evidence[:_BEST]
    asked = log1p(max(evidence[0].asked, _SHORTEST))
    sentence = max((one.score for item in best for one in item.sentences), default=0.0)
    guided = max(item.guided for item in best)
    strength = asked * (_PASSAGE * evidence[0].coverage + _SENTENCE * sentence) + _GUIDE * guided
    strength += _UNCOUNTED * (not any(item.counts for item in best))
    return 1 / (1 + exp(-strength - _BIAS))


def is_answerable(evidence: Sequence[Evidence], threshold: float) -> bool:
    """Decide: answer, or say that nothing was found."""
    return confidence(evidence) >= threshold
