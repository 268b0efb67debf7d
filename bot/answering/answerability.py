"""Whether the Evidence answers the question at all."""

from collections.abc import Sequence

from retrieval.passage import Evidence

# Calibrated on the golden questions; `atazan eval answers` shows both kinds of error.
DEFAULT_THRESHOLD = 0.37


def confidence(evidence: Sequence[Evidence]) -> float:
    """Return how surely the Evidence answers: the best rank score, from 0 to about 1.6.

    That score joins how close a passage comes to the best one thinkable for the question, how much
    of the question it covers, and how much of it stands in one sentence.
    """
    return max((item.score for item in evidence), default=0.0)


def is_answerable(evidence: Sequence[Evidence], threshold: float) -> bool:
    """Decide: answer, or say that nothing was found."""
    return confidence(evidence) >= threshold
