"""`atazan doctor`: what is installed, what is missing, and the command that mends it."""

import platform
from collections.abc import Iterator
from importlib.util import find_spec
from typing import NamedTuple

import typer

from bot.redis_check import check_redis
from bot.snapshots.folder import SnapshotFolder
from bot.terminal.opening import HomeOption, open_application
from bot.terminal.speech import explain, say
from bot.wiring import Application

_EXTRAS = {
    "telegram": ("aiogram",),
    "dense": ("chromadb", "sentence_transformers"),
    "llm": ("llama_cpp",),
    "server": ("httpx", "tenacity"),
    "redis": ("redis",),
}


class Finding(NamedTuple):
    """One line of the report; `remedy` is the command that mends what is wrong.

    An optional part that is missing is told, and is no fault.
    """

    text: str
    is_well: bool
    remedy: str = ""
    is_optional: bool = False


def doctor(context: typer.Context, home: HomeOption = None) -> None:
    """Report on the installation; exit 1 where something is broken."""
    findings = list(_findings(open_application(context, home)))
    print(say("doctor-heading"))
    for finding in findings:
        state = say("doctor-ok") if finding.is_well else say("doctor-missing")
        print(f"  {'+' if finding.is_well else '-'} {finding.text}: {state}")
        if not finding.is_well:
            print(f"      {say('doctor-fix', command=finding.remedy)}")
    if not all(finding.is_well or finding.is_optional for finding in findings):
        raise typer.Exit(1)


def _findings(application: Application) -> Iterator[Finding]:
    retriever, settings = application.retriever, application.settings
    pending, passages = retriever.pending(), retriever.counts()["lexical"]
    documents = len(application.catalogue)
    yield Finding(say("doctor-python", version=platform.python_version()), True)
    yield Finding(say("doctor-home", path=str(settings.home)), True)
    yield Finding(
        say("doctor-corpus", count=documents),
        documents > 0,
        "atazan corpus add --default",
        is_optional=True,
    )
    yield Finding(
        say("doctor-index", passages=passages, pending=pending), not pending, "atazan corpus check"
    )
    yield from _snapshot_findings(application)
    for extra, packages in _EXTRAS.items():
        installed = all(find_spec(package) for package in packages)
        yield Finding(
            say("doctor-extra", extra=extra),
            installed,
            f'pip install "atazan[{extra}]"',
            is_optional=True,
        )
    if settings.redis_url.get_secret_value():
        for key, remedy in check_redis(settings):
            yield Finding(say(key), not remedy, remedy)
    yield from _model_findings(application)


def _snapshot_findings(application: Application) -> Iterator[Finding]:
    """Which snapshot is answered from, and whether it is the one that was published last."""
    published = application.settings.snapshots
    if published:
        name, latest = application.folder.path.name, SnapshotFolder(published).latest()
        text = say("doctor-snapshot", name=name, path=str(published))
        remedy = say("doctor-snapshot-other", name=latest or "–")
        yield Finding(text, name == latest, remedy)


def _model_findings(application: Application) -> Iterator[Finding]:
    """Whether each model that is set can be used, and the servers of models and vectors answer."""
    settings = application.settings
    for setting, fault in application.models.faults().items():
        path = str(getattr(settings, setting))
        remedy = explain(fault) if fault else ""
        yield Finding(say("doctor-model", setting=setting, path=path), fault is None, remedy)
    for address, reason in application.models.server_faults().items():
        yield Finding(say("doctor-server", url=address), not reason, reason)
    if settings.chroma_url:
        answers = "dense" in application.retriever.counts()
        url = settings.chroma_url
        yield Finding(say("doctor-vectors", url=url), answers, f"chroma run ({url})")
