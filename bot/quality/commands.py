"""`atazan eval …`: measure the answers, show them, compare them, hold them to their floors."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from bot.errors import BotError, MissingExtraError, SettingsError
from bot.quality.checking import Fault, Sources, faults_of
from bot.quality.drafts import append_drafts
from bot.quality.generation import describe, generate_answers
from bot.quality.golden import read_golden
from bot.quality.metrics import Score, score_all
from bot.quality.run import Run, read_run, write_run
from bot.settings import load_settings
from bot.terminal.opening import HomeOption, JsonOption, open_for_questions
from bot.terminal.speech import say, tell, terminal_language
from bot.wiring import build_application
from corpus.intake import take_in
from retrieval.retriever import Retriever

evaluation = typer.Typer(help=say("help-eval"), no_args_is_help=True, rich_markup_mode=None)

_FAILED = 1


def _file(help_key: str) -> Any:  # noqa: ANN401 -- what typer's Argument is
    return typer.Argument(help=say(help_key), exists=True, dir_okay=False)


@evaluation.command(help=say("help-eval-answers"))
def answers(
    context: typer.Context,
    files: Annotated[list[Path], _file("help-golden")],
    curve: Annotated[bool, typer.Option("--curve", help=say("help-curve"))] = False,
    save: Annotated[Path | None, typer.Option("--save", help=say("help-eval-save"))] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Ask golden questions and print the figures and every question that failed."""
    golden = list(chain.from_iterable(map(read_golden, files)))
    application = open_for_questions(context, home)
    day = datetime.now(UTC).isoformat(timespec="seconds")
    about = describe(application, files) | {"day": day}
    run = Run(about, tuple(generate_answers(application.assistant, golden)))
    if save:
        write_run(run, save)
        tell(say("eval-saved", path=str(save)))
    _print_run(run, curve=curve, as_json=as_json)


@evaluation.command(help=say("help-eval-report"))
def report(
    run: Annotated[Path, _file("help-run")],
    html: Annotated[Path | None, typer.Option("--html", help=say("help-html"))] = None,
) -> None:
    """Write a run as one HTML file that needs no network."""
    from bot.quality.report import render_report

    page = html or run.with_suffix(".html")
    page.write_text(render_report(read_run(run), terminal_language()), encoding="utf-8")
    print(say("eval-report-written", path=str(page)))


@evaluation.command(help=say("help-eval-compare"))
def compare(
    before: Annotated[Path, _file("help-run-before")],
    after: Annotated[Path, _file("help-run-after")],
    html: Annotated[Path | None, typer.Option("--html", help=say("help-html"))] = None,
) -> None:
    """Say what became of every metric, and which questions were won and lost."""
    runs = read_run(before), read_run(after)
    if html:
        from bot.quality.report import render_comparison

        html.write_text(render_comparison(*runs, terminal_language()), encoding="utf-8")
        tell(say("eval-report-written", path=str(html)))
    _print_comparison(*(score_all(run.asked) for run in runs))


@evaluation.command(help=say("help-eval-floors"))
def floors(
    run: Annotated[Path, _file("help-run")],
    file: Annotated[Path, typer.Option("--file", help=say("help-floors-file"))],
    name: Annotated[str, typer.Option("--name", help=say("help-floors-name"))],
    higher: Annotated[bool, typer.Option("--raise", help=say("help-floors-raise"))] = False,
) -> None:
    """Hold a run against its floors; fail when one is missed by more than noise; or raise them."""
    from bot.quality.findings import finding_of_fall
    from bot.quality.floors import fallen, raised, read_floors, write_floors

    scores = score_all(read_run(run).asked)
    known = read_floors(file) if file.exists() else {}
    if name not in known and not higher:
        raise BotError("error-floors-none", path=str(file), name=name)
    falls = fallen(scores, known.get(name, {}))
    for fall in falls:
        tell(finding_of_fall(fall, terminal_language()))
    if falls:
        raise typer.Exit(_FAILED)
    if higher:
        write_floors({**known, name: raised(scores, known.get(name, {}))}, file)
        print(say("eval-floors-raised", path=str(file)))
    else:
        print(say("eval-floors-held", name=name))


@evaluation.command(help=say("help-eval-judge"))
def judge(
    context: typer.Context, run: Annotated[Path, _file("help-run")], home: HomeOption = None
) -> None:
    """Have the language model look for the facts, and show how far it agrees with the golden."""
    from bot.quality.judge import agreement, judge_run
    from bot.quality.statistics import mean_of

    model = open_for_questions(context, home).models.chat_model
    if model is None:
        raise SettingsError("error-judge-none")
    verdicts = list(judge_run(model, read_run(run).asked))
    if not verdicts:
        raise BotError("error-judge-nothing", path=str(run))
    golden, judged = (v.golden for v in verdicts), (v.judge for v in verdicts)
    for key, found in (("judge-facts-golden", golden), ("judge-facts-judge", judged)):
        figure = mean_of([float(one) for one in found])
        print(f"  {say(key):<40}{figure.mean:.1%} [{figure.low:.1%}; {figure.high:.1%}]")
    share, kappa = agreement(verdicts)
    print(f"  {say('judge-agreement'):<40}{share:.1%}, κ = {kappa:.2f} ({len(verdicts)})")
    for verdict in verdicts:
        if verdict.golden != verdict.judge:
            print(f"    {verdict.id}  {verdict.fact}  {'+' if verdict.judge else '−'}")


@evaluation.command(help=say("help-eval-check"))
def check(
    context: typer.Context,
    files: Annotated[list[Path], _file("help-golden")],
    home: HomeOption = None,
) -> None:
    """Print what is wrong with golden sets, taken together; fail when anything is."""
    golden = list(chain.from_iterable(map(read_golden, files)))
    sources = Sources(open_for_questions(context, home).catalogue)
    faults = list(faults_of(golden, sources))
    for fault in faults:
        print(_fault_line(fault))
    if faults:
        raise typer.Exit(_FAILED)
    print(say("eval-checked", questions=len(golden)))


@evaluation.command(help=say("help-eval-draft"))
def draft(
    feedback: Annotated[Path, _file("help-feedback")],
    out: Annotated[Path, typer.Option("--out", help=say("help-drafts"))],
) -> None:
    """Append draft golden questions from 👎 feedback, without personal data."""
    print(say("eval-drafted", count=append_drafts(feedback, out), path=str(out)))


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
        for line in _measured(application.retriever, beir):
            print(line)


def _measured(retriever: Retriever, beir: Path) -> Iterator[str]:
    try:
        from bot.quality.retrieval import measure, read_set, run_queries
        from bot.quality.statistics import mean_of
    except ImportError as error:
        raise MissingExtraError("eval") from error
    retrieval_set = read_set(beir)
    for name, values in measure(
        run_queries(retriever, retrieval_set.queries), retrieval_set
    ).items():
        figure = mean_of(values)
        yield f"{name:<8}{figure.mean:.4f}  [{figure.low:.4f}; {figure.high:.4f}]"


def _print_run(run: Run, *, curve: bool, as_json: bool) -> None:
    from bot.quality.findings import findings_of_run
    from bot.quality.summary import summarise
    from bot.quality.tables import render_curve, render_summary, summary_record

    scores = score_all(run.asked)
    summary = summarise(scores)
    if as_json:
        print(json.dumps(summary_record(run.about, summary, scores), ensure_ascii=False))
        return
    _print_lines(render_summary(summary))
    if curve:
        _print_lines(render_curve(scores))
    _print_lines(findings_of_run(summary, terminal_language()))
    _print_failed([one for one in scores if not one.is_right])


def _print_comparison(before: Sequence[Score], after: Sequence[Score]) -> None:
    from bot.quality.findings import findings_of_comparison
    from bot.quality.summary import compare, won_and_lost
    from bot.quality.tables import render_changes

    changes = compare(before, after)
    _print_lines(render_changes(changes))
    _print_lines(findings_of_comparison(changes, len(after), terminal_language()))
    for key, pairs in zip(("eval-won", "eval-lost"), won_and_lost(before, after), strict=True):
        print(say(key, count=len(pairs)))
        for old, new in pairs:
            print(f"  {new.golden.id}  {new.golden.question}")
            print(f"    − {old.answer.text}\n    + {new.answer.text}")


def _print_failed(failed: Sequence[Score]) -> None:
    if failed:
        print(say("eval-failed"))
    for one in failed:
        print(f"  {one.golden.id}  {one.golden.expect} → {one.answer.status}")
        print(f"      {one.golden.question}\n      {one.answer.text}")


def _print_lines(lines: Iterator[str] | Sequence[str]) -> None:
    for line in lines:
        print(line)


def _fault_line(fault: Fault) -> str:
    return f"{fault.id}: {say(fault.key, detail=fault.detail)}"
