"""`atazan eval …`: measure the answers."""

from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.errors import MissingExtraError
from bot.quality.generation import generate_answers
from bot.quality.golden import read_golden
from bot.quality.metrics import Score, Summary, decision_curve, score, summarise
from bot.settings import load_settings
from bot.terminal.opening import HomeOption, open_for_questions
from bot.terminal.speech import say
from bot.wiring import build_application
from corpus.intake import take_in
from retrieval.retriever import Retriever

evaluation = typer.Typer(help=say("help-eval"), no_args_is_help=True, rich_markup_mode=None)


@evaluation.command(help=say("help-eval-answers"))
def answers(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=say("help-golden"), exists=True, dir_okay=False)],
    curve: Annotated[bool, typer.Option("--curve", help=say("help-curve"))] = False,
    home: HomeOption = None,
) -> None:
    """Ask golden questions and print the figures and every question that failed."""
    assistant = open_for_questions(context, home).assistant
    asked = generate_answers(assistant, read_golden(file))
    scores = [score(golden, answer) for golden, answer in asked]
    _print_summary(summarise(scores))
    if curve:
        _print_curve(scores)
    _print_failed(scores)


@evaluation.command(help=say("help-eval-retrieval"))
def retrieval(
    beir: Annotated[Path, typer.Option(help=say("help-beir"), exists=True, file_okay=False)],
) -> None:
    """Index a BEIR set in a home of its own, search its queries, print the metrics."""
    with TemporaryDirectory() as home:
        application = build_application(load_settings(Path(home)))
        outcomes = take_in(application.catalogue, [beir / "corpus.jsonl"])
        for error in filter(None, (outcome.error for outcome in outcomes)):
            raise error
        application.index()
        for name, value in _measured(application.retriever, beir).items():
            print(f"{name:<8}{value:.4f}")


def _measured(retriever: Retriever, beir: Path) -> dict[str, float]:
    try:
        from bot.quality.retrieval import measure, read_set, run_queries
    except ImportError as error:
        raise MissingExtraError("eval") from error
    retrieval_set = read_set(beir)
    values = measure(run_queries(retriever, retrieval_set.queries), retrieval_set)
    return {name: mean(those) for name, those in values.items()}


def _print_summary(summary: Summary) -> None:
    print(say("eval-heading"))
    print(f"  {say('eval-questions'):<28}{summary.questions:>7}")
    for key, value in (
        ("eval-status", summary.status),
        ("eval-fact-recall", summary.fact_recall),
        ("eval-document-hit", summary.document_hit),
        ("eval-false-answers", summary.false_answers),
        ("eval-false-refusals", summary.false_refusals),
        ("eval-verbatim", summary.verbatim),
    ):
        print(f"  {say(key):<28}{value:>7.1%}")


def _print_curve(scores: Sequence[Score]) -> None:
    """Both errors by threshold, as a Markdown table."""
    columns = ("curve-threshold", "eval-false-answers", "eval-false-refusals")
    print("| " + " | ".join(map(say, columns)) + " |\n" + "|---" * len(columns) + "|")
    for point in decision_curve(scores):
        figures = (point.false_answers, point.false_refusals)
        print(f"| {point.threshold:.2f} | " + " | ".join(f"{f:.1%}" for f in figures) + " |")


def _print_failed(scores: Sequence[Score]) -> None:
    failed = [s for s in scores if not s.status_right or s.fact_recall not in (None, 1.0)]
    if failed:
        print(say("eval-failed"))
    for item in failed:
        print(f"  {item.golden.id}  {item.golden.expect} → {item.answer.status}")
        print(f"      {item.golden.question}\n      {item.answer.text}")
