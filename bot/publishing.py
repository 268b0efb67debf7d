"""Publishing: the corpus of a data folder as a new snapshot, while it is in use.

A snapshot begins as a copy of the one before it, which nobody changes, and is brought up to the
catalogue as it stood at one moment: what has not changed is not indexed again, and no index that
others write to is ever copied.
"""

import shutil
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from bot.corpus_folder import CorpusFolder
from bot.errors import SnapshotError
from bot.model_wiring import Models
from bot.settings import Settings
from bot.snapshots.folder import SnapshotFolder
from bot.snapshots.manifest import (
    Manifest,
    check_whole,
    digests_of,
    read_manifest,
    write_manifest,
)
from bot.wiring import Application, build_application, stamps_of
from corpus.catalogue import Catalogue
from corpus.database import SCHEMA_VERSION
from retrieval.retriever import Progress

DEFAULT_KEEP = 3
# Files that tantivy makes anew for itself.
_LOCKS = "*.lock"


class Published(NamedTuple):
    """What became of it: the snapshot that is the newest now, and the names of those removed."""

    name: str
    manifest: Manifest
    is_new: bool
    pruned: tuple[str, ...] = ()


def publish(
    settings: Settings, target: Path, keep: int = DEFAULT_KEEP, progress: Progress | None = None
) -> Published:
    """Publish the corpus into a folder of snapshots, unless its newest holds just the same.

    Raises SnapshotError: for an empty corpus, a damaged Document, a folder that cannot be written,
    and while another publishes.
    """
    snapshots, models = SnapshotFolder(target), Models(settings)
    try:
        with snapshots.held(waits=False), snapshots.part() as part:
            before = _latest_whole(snapshots, stamps_of(models))
            content = _copy_catalogue(settings.catalogue_path, CorpusFolder(part), before)
            if before and read_manifest(before).content == content:
                return Published(before.name, read_manifest(before), is_new=False)
            manifest = _build(settings, models, part, content, progress)
            name = f"{snapshots.next_number():06}-{content[:8]}"
            snapshots.add(part, name)
            snapshots.point_to(name)
            return Published(name, manifest, True, tuple(snapshots.prune(keep)))
    except OSError as error:
        path, reason = str(target), error.strerror or str(error)
        raise SnapshotError("error-snapshot-failed", path=path, reason=reason) from error


def _latest_whole(snapshots: SnapshotFolder, stamps: dict[str, str]) -> Path | None:
    """The snapshot that is pointed to, where it is whole and indexed as we would."""
    latest = snapshots.latest()
    if latest is None:
        return None
    try:
        manifest = read_manifest(snapshots[latest])
        check_whole(snapshots[latest], manifest, snapshots[latest])
    except SnapshotError:
        return None
    return snapshots[latest] if manifest.stamps == stamps else None


def _copy_catalogue(source: Path, folder: CorpusFolder, before: Path | None) -> str:
    """Copy the catalogue as it stands, with the indexes that were there before; its content."""
    with closing(Catalogue(source)) as own, closing(own.copy(folder.catalogue)) as catalogue:
        if not len(catalogue):
            raise SnapshotError("error-snapshot-nothing", path=str(source))
        catalogue.adopt_ledger(None)
        if before:
            _begin_from(before, folder, catalogue)
        return catalogue.content()


def _begin_from(before: Path, folder: CorpusFolder, catalogue: Catalogue) -> None:
    """Take over the indexes of another snapshot, and the ledger of what they hold."""
    shutil.copytree(CorpusFolder(before).index, folder.index)
    ledger = folder.path / "before.sqlite"
    shutil.copyfile(CorpusFolder(before).catalogue, ledger)
    with closing(Catalogue(ledger)) as indexed:
        catalogue.adopt_ledger(indexed)
    ledger.unlink()


def _build(
    settings: Settings, models: Models, part: Path, content: str, progress: Progress | None
) -> Manifest:
    """Bring the indexes up to the catalogue, check everything, and write the manifest."""
    folder = CorpusFolder(part, is_portable=True)
    application = build_application(settings, models=models, folder=folder)
    with closing(application):
        application.index(progress)
        _check(application)
        counts = len(application.catalogue), application.retriever.counts()["lexical"]
    for lock in part.rglob(_LOCKS):
        lock.unlink()
    manifest = Manifest(
        *(time.time(), version("atazan"), SCHEMA_VERSION, stamps_of(models)),
        *(*counts, content, digests_of(part)),
    )
    write_manifest(part, manifest)
    return manifest


def _check(application: Application) -> None:
    """Raise SnapshotError for a damaged Document, and for an index that is not whole."""
    for document_id in application.catalogue.damaged():
        raise SnapshotError("error-snapshot-document", id=document_id)
    if application.retriever.pending() or not application.is_whole():
        raise SnapshotError("error-snapshot-index")
