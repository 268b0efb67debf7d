"""`atazan index …`: the state of the indexes, new ones, and snapshots for other machines."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SnapshotError
from bot.snapshots.folder import SnapshotFolder
from bot.snapshots.manifest import read_manifest
from bot.terminal.opening import HomeOption, index_progress, open_application
from bot.terminal.speech import explain, say, tell

if TYPE_CHECKING:
    from bot.snapshots.manifest import Manifest

index = typer.Typer(help=say("help-index"), rich_markup_mode=None, invoke_without_command=True)
FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help=say("help-snapshots-folder"))]


@index.callback()
def show(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=say("help-rebuild"))] = False,
    home: HomeOption = None,
) -> None:
    """Bring the indexes up to the catalogue, or build them anew; say what they hold."""
    if context.invoked_subcommand:
        context.obj = home or context.obj
        return
    application = open_application(
        context, home, renew_damaged=rebuild, whole=True, changes=rebuild
    )
    with index_progress() as progress:
        (application.rebuild if rebuild else application.index)(progress)
    if rebuild:
        print(say("index-rebuilt"))
    for channel, passages in application.retriever.counts().items():
        print(say("index-state", channel=channel, passages=passages))


@index.command(help=say("help-index-publish"))
def publish(
    context: typer.Context,
    folder: FolderArgument,
    keep: Annotated[int, typer.Option("--keep", min=1, help=say("help-snapshots-keep"))] = 3,
    home: HomeOption = None,
) -> None:
    """Publish the corpus as a snapshot, while it is in use."""
    from bot.publishing import publish as publish_corpus
    from bot.settings import load_settings

    settings = load_settings(home or context.obj)
    with index_progress() as progress:
        published = publish_corpus(settings, folder, keep, progress)
    key = "snapshot-published" if published.is_new else "snapshot-unchanged"
    print(say(key, **_told(published.name, published.manifest)))
    if published.pruned:
        print(say("snapshots-pruned", names=", ".join(published.pruned)))


@index.command(help=say("help-index-snapshots"))
def snapshots(folder: FolderArgument) -> None:
    """Print a line a snapshot, the newest first; the one in use is marked."""
    found = SnapshotFolder(folder)
    if not found.names():
        tell(say("error-snapshots-none", path=str(folder)))
    for name in found.names():
        mark = "*" if name == found.latest() else " "
        try:
            print(mark, say("snapshot-line", **_told(name, read_manifest(found[name]))))
        except SnapshotError as error:
            print(mark, explain(error))


@index.command(help=say("help-index-use"))
def use(
    folder: FolderArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("help-snapshot-name"))],
) -> None:
    """Have another of the snapshots be used, as after a bad one."""
    SnapshotFolder(folder).point_to(name)
    print(say("snapshot-used", name=name))


def _told(name: str, manifest: "Manifest") -> dict[str, str | int]:
    """The values of the messages on a snapshot."""
    made = datetime.fromtimestamp(manifest.made).strftime("%Y-%m-%d %H:%M")
    return {
        "name": name,
        "made": made,
        "documents": manifest.documents,
        "passages": manifest.passages,
        "program": manifest.program,
    }
