"""Whether the Evidence answers the question at all."""

from collections.abc import Sequence
from math import exp, log1p
from typing import NamedTuple

from retrieval.passage import Evidence

# Calibrated on the golden questions; `atazan eval answers --curve` shows both kinds of error.
DEFAULT_THRESHOLD = 0.42
# How many of the best pieces are looked at.
_BEST = 3
# Two words of two prove less than eight of ten; one word of one is no less than these.
_SHORTEST = 2
# From when on the question is one that the guide lists, all but for the letters.
_LISTED = 0.8


class Signs(NamedTuple):
    """What tells whether the best pieces of Evidence answer, each the more the surer.

    `covered` of the question by a passage, `in_sentence` by one sentence, `near` by meaning: all
    three by the size of the question. `listed` for the guide's own questions; `unsaid` when the
    number that is asked for is not said, `unnamed` the share of its names that no passage has.
    """

    covered: float
    in_sentence: float
    near: float
    listed: float
    unsaid: float
    unnamed: float


# A logistic model of the signs, fitted by `python -m tests.benchmarks.answerability`.
WEIGHTS = Signs(3.17, 1.18, 3.69, 2.39, -2.12, -1.68)
BIAS = -5.88


def signs_of(evidence: Sequence[Evidence]) -> Signs:
    """Read the signs off the best pieces; there is at least one."""
    best = evidence[:_BEST]
    asked = log1p(max(best[0].asked, _SHORTEST))
    guided = max(item.guided for item in best)
    return Signs(
        asked * max(item.coverage for item in best),
        asked * max((one.score for item in best for one in item.sentences), default=0.0),
        asked * max(item.similarity for item in best),
        max(0.0, guided - _LISTED) / (1 - _LISTED),
        float(not any(item.counts for item in best)),
        1 - max(item.named for item in best),
    )


def confidence(evidence: Sequence[Evidence]) -> float:
    """Return how surely the Evidence answers, from 0 to 1."""
    if not evidence:
        return 0.0
    pairs = zip(signs_of(evidence), WEIGHTS, strict=True)
    return 1 / (1 + exp(-BIAS - sum(sign * weight for sign, weight in pairs)))
