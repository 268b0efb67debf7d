"""Metrics of answers: pure functions of what was expected and what was said."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import mean

from bot.answer import Answer, Citation, Status
from bot.quality.golden import GoldenQuestion
from corpus.document import Language
from corpus.edition import is_new
from retrieval.analysis.folding import fold
from retrieval.analysis.numerals import numerals_of


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer fared. Shares are 0–1; None where the metric does not apply."""

    golden: GoldenQuestion
    answer: Answer
    status_right: bool
    fact_recall: float | None
    document_hit: bool | None
    verbatim: bool


def score(golden: GoldenQuestion, answer: Answer) -> Score:
    """Hold an answer against its golden question."""
    expected = golden.expect is Status.ANSWERED
    return Score(
        golden,
        answer,
        status_right=answer.status is golden.expect,
        fact_recall=fact_recall(golden.facts, answer.text) if expected else None,
        document_hit=_cites_source(golden, answer) if expected else None,
        verbatim=all(map(_stands, answer.citations)),
    )


def fact_recall(facts: Sequence[Sequence[str]], text: str) -> float:
    """Share of the facts of which some accepted form stands in the text.

    Letter case, white space and the spelling without Kazakh letters do not matter; a number may be
    said in words.
    """
    said = fold(" ".join(text.split()))
    numbers = {n.value for language in Language for n in numerals_of(text, language)}
    found = [
        any(_stands_in(" ".join(form.split()), said, numbers) for form in forms) for forms in facts
    ]
    return mean(found) if facts else 1.0


def _stands_in(form: str, said: str, numbers: AbstractSet[int]) -> bool:
    return int(form) in numbers if form.isdecimal() else fold(form) in said


def _cites_source(golden: GoldenQuestion, answer: Answer) -> bool | None:
    """Whether a source that holds the answer is cited; None where the question names none."""
    cited = [(c.document, c.passage.locator.article) for c in answer.citations]
    if not golden.documents and not golden.articles:
        return None
    return any(
        document.id in golden.documents or (is_new(document.version) and place in golden.articles)
        for document, place in cited
    )


def _stands(citation: Citation) -> bool:
    start, end = citation.span
    return bool(citation.quote) and citation.document.text[start:end] == citation.quote


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over all answers; both errors of abstention are shares of their own questions.

    `false_answers`: answered although nothing (or a refusal) was expected. `false_refusals`: not
    answered although an answer was.
    """

    questions: int
    status: float
    fact_recall: float
    document_hit: float
    false_answers: float
    false_refusals: float
    verbatim: float


def summarise(scores: Sequence[Score]) -> Summary:
    """Sum up the scores of a run (at least one)."""
    answerable = [s for s in scores if s.golden.expect is Status.ANSWERED]
    others = [s for s in scores if s.golden.expect is not Status.ANSWERED]
    return Summary(
        questions=len(scores),
        status=_mean([s.status_right for s in scores]),
        fact_recall=_mean([s.fact_recall or 0.0 for s in answerable]),
        document_hit=_mean([s.document_hit for s in answerable if s.document_hit is not None]),
        false_answers=_mean([s.answer.status is Status.ANSWERED for s in others]),
        false_refusals=_mean([s.answer.status is not Status.ANSWERED for s in answerable]),
        verbatim=_mean([s.verbatim for s in scores]),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """Both errors of abstention, were that the threshold."""

    threshold: float
    false_answers: float
    false_refusals: float


def decision_curve(scores: Sequence[Score], steps: int = 20) -> list[Point]:
    """Return both errors over all thresholds, from 0 to 1.

    Questions that were not decided by their Evidence (refused, an article by its number) stay as
    they ended.
    """
    return [_point(scores, step / steps) for step in range(steps + 1)]


def _point(scores: Sequence[Score], threshold: float) -> Point:
    answers: dict[bool, list[bool]] = {True: [], False: []}
    for one in scores:
        decided = one.answer.confidence < 1.0
        by_evidence = one.answer.confidence >= threshold
        is_answered = by_evidence if decided else one.answer.status is Status.ANSWERED
        answers[one.golden.expect is Status.ANSWERED].append(is_answered)
    return Point(threshold, _mean(answers[False]), 1 - _mean(answers[True]))


def _mean(values: Sequence[float]) -> float:
    return mean(values) if values else 0.0
