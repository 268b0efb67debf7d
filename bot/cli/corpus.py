"""`atazan corpus …`: what the answers are found in."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Annotated

import typer

from bot.cli.report import Report, tell_outcome
from bot.terminal.opening import HomeOption, index_progress, open_application, sync_progress
from bot.terminal.speech import say, tell, terminal_language
from bot.wiring import Application
from corpus.default import default_corpus
from corpus.intake import take_in
from corpus.outcome import Outcome

corpus = typer.Typer(help=say("help-corpus"), no_args_is_help=True, rich_markup_mode=None)
IdArgument = Annotated[str, typer.Argument(help=say("help-id"))]


@corpus.command(help=say("help-corpus-add"))
def add(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(help=say("help-paths"))] = None,
    default: Annotated[bool, typer.Option("--default", help=say("help-default"))] = False,
    home: HomeOption = None,
) -> None:
    """Add files, folders and pages; tell of each that did not go in; leave the indexes current."""
    wanted = [*(paths or ()), *(default_corpus() if default else ())]
    if not wanted:
        raise typer.BadParameter(say("help-paths"), param_hint="PATH…")
    application = open_application(context, home, changes=True)
    report = Report()
    try:
        for outcome in _shown(take_in(application.catalogue, wanted, application.fetcher)):
            report.count(outcome)
    finally:  # also after Ctrl-C: what is in the catalogue is indexed before the end
        _index(application)
    print(say("corpus-summary", **report.tallies()))
    if report.is_failure():
        raise typer.Exit(1)


def _shown(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Tell of each Document that was refused, and count the others on a terminal."""
    from rich.console import Console

    with Console(stderr=True).status(say("progress-adding")) as status:
        for number, outcome in enumerate(outcomes, 1):
            tell_outcome(outcome)
            status.update(f"{say('progress-adding')} {number}")
            yield outcome


@corpus.command(help=say("help-corpus-sync"))
def sync(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("help-dry-run"))] = False,
    home: HomeOption = None,
) -> None:
    """Bring the corpus up to the sources of atazan.toml, and report."""
    from corpus.sync import rehearsal
    from corpus.sync import sync as bring_up

    application = open_application(context, home, changes=True)
    sources = application.settings.listed_sources()
    report = Report(names_changes=dry_run)
    with ExitStack() as stack:
        catalogue = application.catalogue
        if dry_run:
            catalogue = stack.enter_context(rehearsal(catalogue))
        else:
            stack.callback(_index, application)
        progress = stack.enter_context(sync_progress())
        for outcome in bring_up(catalogue, sources, application.fetcher, progress):
            report.count(outcome)
    report.print_changes()
    report.tell_refused()
    print(say("sync-summary", **report.tallies()))
    if dry_run:
        tell(say("sync-rehearsed"))
    if report.is_failure():
        raise typer.Exit(1)


def _index(application: Application) -> None:
    if application.retriever.pending():
        with index_progress() as progress:
            application.index(progress)


@corpus.command("list", help=say("help-corpus-list"))
def list_documents(context: typer.Context, home: HomeOption = None) -> None:
    """Print a line a Document."""
    from bot.cli.rendering import output_console, print_document_line

    application = open_application(context, home)
    if application.is_empty():
        tell(say("corpus-empty"))
    console = output_console()
    for document in application.catalogue:
        print_document_line(console, document, terminal_language())


@corpus.command(help=say("help-corpus-show"))
def show(
    context: typer.Context,
    document_id: IdArgument,
    raw: Annotated[bool, typer.Option("--raw", help=say("help-raw"))] = False,
    home: HomeOption = None,
) -> None:
    """Print a Document: what is known of it and its text, or the stored text alone."""
    document = open_application(context, home).catalogue.get(document_id)
    if raw:
        typer.echo(document.text, nl=False)
        return
    from bot.cli.rendering import output_console, print_document_line, print_text

    console = output_console()
    print_document_line(console, document, terminal_language())
    print_text(console, document.text)


@corpus.command(help=say("help-corpus-remove"))
def remove(context: typer.Context, document_id: IdArgument, home: HomeOption = None) -> None:
    """Take a Document out of catalogue and indexes."""
    application = open_application(context, home, changes=True)
    application.catalogue.remove(document_id)
    application.index()
    print(say("corpus-removed", id=document_id))


@corpus.command(help=say("help-corpus-check"))
def check(context: typer.Context, home: HomeOption = None) -> None:
    """Check catalogue and index against each other; mend the index, tell what is damaged."""
    application = open_application(context, home)
    catalogue, retriever = application.catalogue, application.retriever
    if not catalogue.is_sound():
        tell(say("check-damaged-file"))
        raise typer.Exit(1)
    if pending := retriever.pending() or int(not application.is_whole()):
        with index_progress() as progress:
            application.mend(progress)
        print(say("check-repaired", count=pending))
    damaged = catalogue.damaged()
    for document_id in damaged:
        tell(say("check-damaged-document", id=document_id))
    if damaged:
        raise typer.Exit(1)
    for found in retriever.disagreements():
        place = found.passage.locator.render(terminal_language())
        ids = {"one": found.passage.document.id, "other": found.twin.document.id}
        numbers = ", ".join(map(str, sorted(found.numbers ^ found.other_numbers)))
        tell(say("check-numbers-disagree", place=place, numbers=numbers, **ids))
    passages = retriever.counts()["lexical"]
    print(say("check-sound", documents=len(catalogue), passages=passages))
