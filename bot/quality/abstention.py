"""When to answer: both errors over all thresholds, and the risk of what is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from bot.answer import Status
from bot.quality.metrics import Score


@dataclass(frozen=True, slots=True)
class Decision:
    """Both errors of abstention, were that the threshold. Shares, 0–1."""

    threshold: float
    false_answers: float
    false_refusals: float


@dataclass(frozen=True, slots=True)
class Risk:
    """The share of questions answered at that confidence or above, and how many of them wrongly."""

    confidence: float
    coverage: float
    risk: float


def decision_curve(scores: Sequence[Score], steps: int = 20) -> list[Decision]:
    """Return both errors over all thresholds, from 0 to 1.

    Questions that were not decided by their Evidence (refused, an article by its number) stay as
    they ended.
    """
    return [_decision(scores, step / steps) for step in range(steps + 1)]


def risk_coverage(scores: Sequence[Score]) -> list[Risk]:
    """Return the risk over growing coverage, the surest answers first; a step a question answered.

    Wrong is an answer to a question that has none, or one that misses a fact. Source: El-Yaniv,
    Wiener, On the Foundations of Noise-free Selective Classification, JMLR 2010.
    """
    answered = [one for one in scores if one.answer.status is Status.ANSWERED]
    surest = sorted(answered, key=lambda one: (-one.answer.confidence, one.golden.id))
    steps, wrong = [], 0
    for count, one in enumerate(surest, 1):
        wrong += not one.is_right
        steps.append(Risk(one.answer.confidence, count / len(scores), wrong / count))
    return steps


def area_under_risk(steps: Sequence[Risk]) -> float:
    """The mean risk over all coverages that were reached (AURC), 0–1; less is better."""
    return mean(step.risk for step in steps) if steps else 0.0


def _decision(scores: Sequence[Score], threshold: float) -> Decision:
    answers: dict[bool, list[bool]] = {True: [], False: []}
    for one in scores:
        decided = one.answer.confidence < 1.0
        by_evidence = one.answer.confidence >= threshold
        is_answered = by_evidence if decided else one.answer.status is Status.ANSWERED
        answers[one.golden.expect is Status.ANSWERED].append(is_answered)
    return Decision(threshold, _share(answers[False]), 1 - _share(answers[True]))


def _share(values: Sequence[bool]) -> float:
    return mean(values) if values else 0.0
