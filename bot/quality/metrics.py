"""Metrics of answers: pure functions of what was expected and what was said.

Each takes a golden question and the recorded answer, and returns a value for that question, None
where the metric does not apply to it. docs/quality.md explains them for operators.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import mean

from bot.answer import Status
from bot.quality.golden import GoldenQuestion
from bot.quality.run import AnswerRecord, Asked, CitationRecord
from bot.quality.support import citation_precision, citation_recall, sentences_of_answer
from corpus.document import Language
from corpus.edition import is_new
from retrieval.analysis.folding import fold
from retrieval.analysis.numerals import numerals_of


def outcome(golden: GoldenQuestion, answer: AnswerRecord) -> float:
    """1 when the question ended as it must: answered, not found or refused."""
    return float(answer.status is golden.expect)


def false_answer(golden: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """1 when it was answered although nothing, or a refusal, was expected; of these questions."""
    if golden.expect is Status.ANSWERED:
        return None
    return float(answer.status is Status.ANSWERED)


def false_refusal(golden: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """1 when it was not answered although an answer was expected; of these questions."""
    if golden.expect is not Status.ANSWERED:
        return None
    return float(answer.status is not Status.ANSWERED)


def fact_recall(golden: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """Share of the expected facts of which some accepted form stands in the answer.

    Letter case, white space and the spelling without Kazakh letters do not matter; a number may be
    said in words. Of questions that expect facts; 0 where they were not answered.
    """
    if golden.expect is not Status.ANSWERED or not golden.facts:
        return None
    return share_of_facts(golden.facts, answer.text) if _is_answered(answer) else 0.0


def fact_precision(_: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """Share of the answer's numbers, dates and names that stand in what their sentence cites."""
    stated = [
        sentence.states(fact, sentence.citations)
        for sentence in sentences_of_answer(answer)
        for fact in sentence.facts()
    ]
    return mean(stated) if stated and _is_answered(answer) else None


def supported(_: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """Citation recall: see bot.quality.support. Of answered questions."""
    sentences = sentences_of_answer(answer)
    return citation_recall(sentences) if sentences and _is_answered(answer) else None


def pertinent(_: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """Citation precision: see bot.quality.support. Of answered questions."""
    sentences = sentences_of_answer(answer)
    return citation_precision(sentences) if sentences and _is_answered(answer) else None


def verbatim(_: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """Share of the citations whose quote stands word for word in its passage."""
    return mean(map(_stands, answer.citations)) if answer.citations else None


def source_right(golden: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """1 when any citation is of a Document, or of an article, that holds the answer.

    Of answered questions that name one.
    """
    if not _is_answered(answer) or not (golden.documents or golden.articles):
        return None
    return float(any(_holds_answer(cited, golden) for cited in answer.citations))


def locator_right(golden: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """1 when what is cited first is an article that holds the answer; of questions naming one."""
    if not golden.articles or not answer.citations:
        return None
    return float(_is_of_article(answer.citations[0], golden))


def language_right(golden: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """1 when the answer is in the language of the question, quotations in the other one aside.

    Of answered questions.
    """
    if not _is_answered(answer):
        return None
    in_it = (sentence.is_in(golden.language) for sentence in sentences_of_answer(answer))
    return float(answer.language is golden.language and all(in_it))


def length(_: GoldenQuestion, answer: AnswerRecord) -> float | None:
    """Words of the answer, without markers. Of answered questions."""
    bodies = [sentence.text for sentence in sentences_of_answer(answer)]
    return float(sum(len(body.split()) for body in bodies)) if _is_answered(answer) else None


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: its name in files and messages (`metric-…`), its function, what is better.

    `better` is 1 when more is better, -1 when less is, 0 when neither. `is_share` tells a share
    (0–1) from a count.
    """

    name: str
    of: Callable[[GoldenQuestion, AnswerRecord], float | None]
    better: int = 1
    is_share: bool = True


METRICS = (
    Metric("outcome", outcome),
    Metric("false-answers", false_answer, better=-1),
    Metric("false-refusals", false_refusal, better=-1),
    Metric("fact-recall", fact_recall),
    Metric("fact-precision", fact_precision),
    Metric("citation-recall", supported),
    Metric("citation-precision", pertinent),
    Metric("verbatim", verbatim),
    Metric("source", source_right),
    Metric("locator", locator_right),
    Metric("language", language_right),
    Metric("words", length, better=0, is_share=False),
)


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer fared: the values of the metrics that apply, by their names."""

    golden: GoldenQuestion
    answer: AnswerRecord
    values: Mapping[str, float]

    @property
    def is_right(self) -> bool:
        """Whether the question ended as it must, and every fact was said."""
        return self.values["outcome"] == 1.0 and self.values.get("fact-recall", 1.0) == 1.0


def score(golden: GoldenQuestion, answer: AnswerRecord) -> Score:
    """Hold an answer against its golden question."""
    values = {metric.name: metric.of(golden, answer) for metric in METRICS}
    return Score(golden, answer, {name: v for name, v in values.items() if v is not None})


def score_all(asked: Sequence[Asked]) -> list[Score]:
    """Score a run."""
    return [score(golden, answer) for golden, answer in asked]


def values_of(scores: Sequence[Score], name: str) -> list[float]:
    """The values of a metric, of the questions that it applies to."""
    return [one.values[name] for one in scores if name in one.values]


def share_of_facts(facts: Sequence[Sequence[str]], text: str) -> float:
    """Share of the facts of which some form stands in a text; a number also in words."""
    said = fold(" ".join(text.split()))
    numbers = {n.value for language in Language for n in numerals_of(text, language)}
    return mean(any(_stands_in(form, said, numbers) for form in forms) for forms in facts)


def _stands_in(form: str, said: str, numbers: AbstractSet[int]) -> bool:
    form = " ".join(form.split())
    return int(form) in numbers if form.isdecimal() else fold(form) in said


def _is_answered(answer: AnswerRecord) -> bool:
    return answer.status is Status.ANSWERED


def _stands(citation: CitationRecord) -> bool:
    return bool(citation.quote) and citation.quote in citation.passage


def _holds_answer(citation: CitationRecord, golden: GoldenQuestion) -> bool:
    return citation.document in golden.documents or _is_of_article(citation, golden)


def _is_of_article(citation: CitationRecord, golden: GoldenQuestion) -> bool:
    return is_new(citation.version) and citation.article in golden.articles
