"""`atazan models …`: which models there are, bringing one, using one, checking them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import ModelFileError
from bot.models.box import boxed_model
from bot.models.gguf import check_memory, read_header
from bot.models.memory import available_memory, gigabytes
from bot.models.registry import ModelKind, find_entry, known_models
from bot.models.shelf import InstalledModel, Shelf
from bot.settings import Settings, load_settings
from bot.settings_file import write_setting
from bot.terminal.opening import HomeOption
from bot.terminal.speech import say, tell

if TYPE_CHECKING:
    from bot.models.download import Delivery

_PACKAGES = {"dense": "sentence_transformers", "llm": "llama_cpp"}

models = typer.Typer(help=say("help-models"), no_args_is_help=True, rich_markup_mode=None)
NameArgument = Annotated[str, typer.Argument(help=say("help-model-name"))]


@models.command("list", help=say("help-models-list"))
def list_models(context: typer.Context, home: HomeOption = None) -> None:
    """Print a line a model: that of the program, those that are here, those of the registry."""
    settings = load_settings(home or context.obj)
    installed = {model.name: model for model in Shelf(settings.models_path).models()}
    in_use = {str(path) for path in _in_use(settings)}
    for model in (boxed_model(), *installed.values()):
        state = _state(model, in_use)
        print(_line(model.name, model.kind, model.size() / 1e6, model.licence, say(state)))
    for entry in known_models():
        if entry.name not in installed and entry.kind:
            licence = _said_licence(entry.licence, is_commercial=entry.is_commercial)
            state = say("model-on-hub")
            print(_line(entry.name, entry.kind, entry.megabytes, licence, state))


@models.command(help=say("help-models-pull"))
def pull(
    context: typer.Context,
    name: NameArgument,
    accept_licence: Annotated[
        bool, typer.Option("--accept-licence", help=say("help-accept-licence"))
    ] = False,
    home: HomeOption = None,
) -> None:
    """Bring a model from the hub: its licence told first, its files checked."""
    settings = load_settings(home or context.obj)
    if Path(name).exists() and name not in {entry.name for entry in known_models()}:
        print(say("model-is-local", path=name))
        return
    entry = find_entry(name)
    if entry.licence:  # known before the hub is asked
        _require_licence(entry.repo, entry.licence, entry.is_commercial or accept_licence)
    from bot.models.download import deliver, plan_delivery

    delivery = plan_delivery(entry)
    if delivery.entry.licence != entry.licence or not entry.licence:
        told = delivery.entry
        _require_licence(told.repo, told.licence, told.is_commercial or accept_licence)
    _warn_of_memory(delivery)
    with _download_progress(delivery.size) as arrived:
        model = deliver(delivery, Shelf(settings.models_path), arrived)
    print(say("model-pulled", name=model.name, path=str(model.target)))


@models.command(help=say("help-models-use"))
def use(context: typer.Context, name: NameArgument, home: HomeOption = None) -> None:
    """Write a model of the shelf into the settings."""
    settings = load_settings(home or context.obj)
    shelf = Shelf(settings.models_path)
    kind, path = _resolve(shelf, name)
    if path != boxed_model().target:
        shelf.check_holds(path)
    if kind is ModelKind.LLM:
        check_memory(path, available_memory())
    before = write_setting(settings.home, kind.setting, str(path))
    print(say("model-used", setting=kind.setting, path=str(path), before=before or "–"))
    if path != boxed_model().target and not find_spec(_PACKAGES[kind.extra]):
        print(say("error-extra-missing", extra=kind.extra))
    if kind is ModelKind.EMBEDDING:
        print(say("model-index-follows"))


@models.command(help=say("help-models-verify"))
def verify(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help=say("help-model-name"))] = None,
    home: HomeOption = None,
) -> None:
    """Check the files of one model, or of all; exit 1 where any is damaged."""
    shelf = Shelf(load_settings(home or context.obj).models_path)
    checked = [_installed(shelf, name)] if name else [boxed_model(), *shelf.models()]
    damaged = 0
    for model in checked:
        for file in (wrong := model.damaged()):
            tell(say("model-file-damaged", name=model.name, file=file))
        if not wrong:
            print(say("model-sound", name=model.name, count=len(model.digests)))
        damaged += bool(wrong)
    if damaged:
        raise typer.Exit(1)


def _in_use(settings: Settings) -> Iterator[Path]:
    yield settings.embedding_model or boxed_model().target
    for path in (settings.reranker_model, settings.llm_model):
        if path:
            yield path


def _state(model: InstalledModel, in_use: set[str]) -> str:
    """The message that says whether a model is used."""
    is_used = str(model.target) in in_use
    if model == boxed_model():
        return "model-boxed-in-use" if is_used else "model-boxed"
    return "model-in-use" if is_used else "model-installed"


def _line(name: str, kind: ModelKind, megabytes: float, licence: str, state: str) -> str:
    size = say("model-size", megabytes=f"{megabytes:.0f}")
    about = " · ".join(part for part in (say(f"model-kind-{kind}"), size, licence, state) if part)
    return f"{name}  {about}"


def _said_licence(licence: str, *, is_commercial: bool) -> str:
    return licence if is_commercial else f"{licence}, {say('model-non-commercial')}"


def _require_licence(repo: str, licence: str, accepted: bool) -> None:
    """Tell the licence. Raises ModelFileError for one that has to be accepted and is not."""
    licence = licence or say("model-licence-unknown")
    tell(say("model-licence", name=repo, licence=licence))
    if not accepted:
        raise ModelFileError("error-model-licence", name=repo, licence=licence)


def _warn_of_memory(delivery: "Delivery") -> None:
    available = available_memory()
    if delivery.entry.file and available is not None and delivery.size > available:
        needed, free = gigabytes(delivery.size), gigabytes(available)
        tell(say("error-model-too-large", path=delivery.entry.file, needed=needed, available=free))


def _resolve(shelf: Shelf, name: str) -> tuple[ModelKind, Path]:
    """A name of the shelf, or a path of this machine. Raises ModelFileError."""
    if model := _here(shelf, name):
        return model.kind, model.target
    path = Path(name).expanduser().resolve()
    if path.is_dir():
        from bot.models.download import kind_of

        return kind_of(path), path
    if path.is_file():
        read_header(path)
        return ModelKind.LLM, path
    entry = find_entry(name)
    raise ModelFileError("error-model-not-here", name=entry.name)


def _here(shelf: Shelf, name: str) -> InstalledModel | None:
    boxed = boxed_model()
    return boxed if name == boxed.name else shelf.find(name)


def _installed(shelf: Shelf, name: str) -> InstalledModel:
    model = _here(shelf, name)
    if model is None:
        raise ModelFileError("error-model-not-here", name=find_entry(name).name)
    return model


@contextmanager
def _download_progress(size: int) -> Iterator[Callable[[int], object]]:
    """A bar of bytes on standard error; silent in a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TransferSpeedColumn

    console = Console(stderr=True)
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=size)
        yield lambda count: bar.advance(task, count)
