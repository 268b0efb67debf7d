"""Opening the data folder for a command: settings, wiring, a first corpus where there is none."""

from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SettingsError
from bot.terminal.speech import explain, say, tell
from bot.wiring import Application
from corpus.keyed_error import KeyedError
from retrieval.errors import DamagedIndexError, IndexBusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from retrieval.retriever import Progress

# Not bound to ATAZAN_HOME here: at one of its two places the variable would win over the flag that
# stands at the other. The settings read it.
HomeOption = Annotated[Path | None, typer.Option("--home", help=say("help-home"))]
JsonOption = Annotated[bool, typer.Option("--json", help=say("help-json"))]


def open_application(
    context: typer.Context,
    home: Path | None,
    *,
    renew_damaged: bool = False,
    whole: bool = False,
    stays: bool = False,
    changes: bool = False,
) -> Application:
    """Wire the program over the data folder that a command was given, or the snapshot it follows.

    A part that it goes on without is told once, unless the command needs the whole. A command that
    `stays` to answer many questions keeps its vectors in Chroma. One that
    `changes` the corpus cannot where snapshots are followed.

    Raises SettingsError, SnapshotError and what damage it finds, a damaged index only if it is not
    to be renewed.
    """
    from bot.settings import load_settings
    from bot.wiring import build_application

    settings = load_settings(home or context.obj)
    on_fault = None if whole else _tell_fault
    if settings.snapshots:
        if changes:
            raise SettingsError("error-snapshots-followed", path=str(settings.snapshots))
        from bot.following import Follower

        return Follower(settings, settings.snapshots, _tell_fault, on_fault).open()
    return build_application(settings, renew_damaged=renew_damaged, on_fault=on_fault, stays=stays)


def _tell_fault(error: KeyedError) -> None:
    _tell_once(explain(error))


@cache
def _tell_once(line: str) -> None:
    tell(line)


def open_for_questions(
    context: typer.Context, home: Path | None, *, stays: bool = False
) -> Application:
    """Open the data folder, index the default corpus into an empty one, mend a lagging index.

    A snapshot is whole as it is.
    """
    application = open_application(context, home, stays=stays)
    if application.folder.is_portable:
        return application
    if application.is_empty():
        application.add_default_corpus()
        tell(say("progress-default-corpus", count=len(application.catalogue)))
    elif pending := application.retriever.pending():
        tell(say("progress-pending", count=pending))
    elif _has_any(application):
        return application
    try:
        _catch_up(application)
    except IndexBusyError as error:
        count = application.retriever.pending()
        tell(say("error-index-incomplete", count=count, reason=explain(error)))
    # Opened anew, it also sees what another process has indexed meanwhile.
    return open_application(context, home, stays=stays)


def open_for_service(context: typer.Context, home: Path | None) -> Application:
    """Open the data folder for a process that many ask.

    A damaged index keeps them waiting only until it is made anew; a model that is not there is told
    now, and not at the first question.
    """
    try:
        application = open_for_questions(context, home, stays=True)
    except DamagedIndexError as error:
        tell(explain(error))
        application = open_application(context, home, renew_damaged=True, stays=True, changes=True)
        application.rebuild()
    _ = application.shared_assistant
    return application


def _catch_up(application: Application) -> None:
    """Index what lags. While another process does so, what it has indexed can be asked already.

    Only where that is nothing yet, wait for it.
    """
    with index_progress() as progress:
        (application.retriever.index if _has_any(application) else application.index)(progress)


def _has_any(application: Application) -> bool:
    return any(application.retriever.counts().values())


def index_progress() -> "AbstractContextManager[Progress]":
    """A progress bar on standard error while Documents are indexed; silent in a pipe."""
    return _bar("progress-indexing")


def sync_progress() -> "AbstractContextManager[Progress]":
    """A progress bar on standard error while sources are read; silent in a pipe."""
    return _bar("progress-syncing")


@contextmanager
def _bar(key: str) -> "Iterator[Progress]":
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(say(key), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
