"""Fits the model that decides whether there is an answer: `make fit-answerability`.

    python -m tests.benchmarks.answerability [CORPORA]

Over the golden questions, on the default corpus and, with CORPORA, on one that has the official
texts too: prints the weights for bot/answering/answerability.py and how well they tell questions
that have an answer from those that have none. A logistic regression, both classes weighing the
same, ridge 0.05; its area under the curve in five-fold cross-validation, folds by question.
Questions whose answer was not found at all are left out of the fit and kept in the curve.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

from bot.answer import Answer, Status
from bot.answering.answerability import Signs, signs_of
from bot.conversation import Conversation
from bot.quality.generation import article_of
from bot.quality.golden import GoldenQuestion, read_golden
from bot.settings import Settings
from bot.wiring import Application, build_application
from corpus.edition import OF_1995
from corpus.intake import take_in
from retrieval.passage import Evidence
from tests.benchmarks.packing import GOLDEN

_BEST = 3
_FOLDS = 5
_RIDGE = 0.05
# The share of questions without an answer that may be answered all the same.
_FALSE_ANSWERS = 0.12

Vector = NDArray[numpy.float64]
Row = tuple[GoldenQuestion, Signs, bool]


def rows_of(application: Application, golden: Sequence[GoldenQuestion]) -> Iterator[Row]:
    """Each question that is decided by Evidence: its signs, and whether the right piece is there."""
    for one in golden:
        answer = ask(application, one)
        if answer.evidence and one.expect is not Status.REFUSED:
            best = answer.evidence[:_BEST]
            yield one, signs_of(best), any(is_right(one, item) for item in best)


def ask(application: Application, golden: GoldenQuestion) -> Answer:
    """Ask a question after its earlier turns."""
    conversation = Conversation()
    for turn in golden.before:
        application.assistant.answer(turn, None, conversation)
    return application.assistant.answer(golden.question, None, conversation)


def is_right(golden: GoldenQuestion, evidence: Evidence) -> bool:
    """Whether a piece of Evidence is of a source that holds the answer."""
    document = evidence.passage.document
    if golden.articles:
        return document.version != OF_1995 and article_of(evidence.passage) in golden.articles
    return document.id in golden.documents


def fit(signs: Vector, answerable: Vector) -> Vector:
    """Weights of the signs, the bias last."""
    shares = numpy.where(answerable == 1, answerable.mean(), 1 - answerable.mean())
    towards = 2 * answerable - 1

    def loss(weights: Vector) -> float:
        each = numpy.log1p(numpy.exp(-towards * (signs @ weights))) / (2 * shares)
        return float(each.sum() + _RIDGE * (weights[:-1] ** 2).sum())

    weights: Vector = minimize(loss, numpy.zeros(signs.shape[1]), method="BFGS").x
    return weights


def cross_validated(signs: Vector, answerable: Vector, usable: Vector, folds: Vector) -> Vector:
    """The confidence in every question, by weights that have not seen it."""
    told = numpy.zeros(len(answerable))
    for fold in range(_FOLDS):
        seen = (folds != fold) & (usable == 1)
        weights = fit(signs[seen], answerable[seen])
        told[folds == fold] = 1 / (1 + numpy.exp(-signs[folds == fold] @ weights))
    return told


def area_under_curve(answerable: Vector, told: Vector) -> float:
    """How often a question with an answer is surer than one without: Mann and Whitney's U."""
    ranks, with_answer = rankdata(told), answerable.sum()
    above = ranks[answerable == 1].sum() - with_answer * (with_answer + 1) / 2
    return float(above / (with_answer * (len(answerable) - with_answer)))


def report(name: str, answerable: Vector, told: Vector) -> None:
    """Print a corpus's row."""
    threshold = float(numpy.quantile(told[answerable == 0], 1 - _FALSE_ANSWERS))
    refused = float((told[answerable == 1] < threshold).mean())
    area = area_under_curve(answerable, told)
    print(f"| {name} | {len(told)} | {area:.3f} | {refused:.1%} | {threshold:.2f} |")


def gather(folder: Path, texts: Sequence[Path], golden: Sequence[GoldenQuestion]) -> list[Row]:
    """Index a corpus in a new home, and ask."""
    application = build_application(Settings(home=folder))
    application.add_default_corpus()
    list(take_in(application.catalogue, texts))
    application.index()
    return list(rows_of(build_application(Settings(home=folder)), golden))


def main() -> None:
    """Print the table and the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="?")
    corpora = parser.parse_args().corpora
    golden = [one for file in GOLDEN for one in read_golden(file)]
    texts = sorted(corpora.glob("*.*")) if corpora else []
    with tempfile.TemporaryDirectory() as home:
        found = {"default corpus": gather(Path(home) / "default", [], golden)}
        if texts:
            found["with the official texts"] = gather(Path(home) / "texts", texts, golden)
    rows = [row for those in found.values() for row in those]
    names = numpy.array([name for name, those in found.items() for _ in those])
    signs = numpy.array([[*signs, 1.0] for _, signs, _ in rows])
    answerable = numpy.array([float(one.expect is Status.ANSWERED) for one, _, _ in rows])
    usable = numpy.array(
        [float(one.expect is not Status.ANSWERED or right) for one, _, right in rows]
    )
    places = {one.id: place for place, one in enumerate(golden)}
    drawn = numpy.random.default_rng(0).integers(0, _FOLDS, len(golden))
    folds = numpy.array([drawn[places[one.id]] for one, _, _ in rows])
    told = cross_validated(signs, answerable, usable, folds)
    print(
        f"| corpus | questions | AUC | false refusals at {_FALSE_ANSWERS:.0%} false answers | at |"
    )
    print("|---|---|---|---|---|")
    for name in found:
        report(name, answerable[names == name], told[names == name])
    *weights, bias = fit(signs[usable == 1], answerable[usable == 1]).round(2).tolist()
    print(f"\nWEIGHTS = Signs({', '.join(map(str, weights))})\nBIAS = {bias}")


if __name__ == "__main__":
    main()
