"""Paths → the catalogue: walks, parses, adds, and says of each Document what happened."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import Catalogue, Change
from corpus.document import Document
from corpus.errors import CorpusError, Notice, UnreadableError
from corpus.parsing.isolation import Isolation
from corpus.parsing.names import id_of, legible

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one Document of an intake: a change, or the error that kept it out.

    With a notice it is neither, but something to know of a file that went in.
    """

    name: str
    change: Change | None = None
    error: CorpusError | None = None
    notice: Notice | None = None


def take_in(catalogue: Catalogue, paths: Iterable[Path]) -> Iterator[Outcome]:
    """Add files and folders; what cannot be read is told and the rest goes in.

    Documents are added in transactions of a few hundred; stopping the iteration keeps what was
    yielded.
    """
    with Isolation() as isolation:
        for path in paths:
            for found in _files(path):
                if isinstance(found, CorpusError):
                    yield _outcome(path, found)
                else:
                    yield from _take_in_file(catalogue, found, isolation)


def _outcome(file: Path, error: CorpusError) -> Outcome:
    name = legible(file.name)
    return Outcome(name, notice=error) if isinstance(error, Notice) else Outcome(name, error=error)


def _files(path: Path) -> Iterator[Path | CorpusError]:
    """Every file under a folder, in order; folders that cannot be walked come as errors."""
    if not path.is_dir():
        yield path
        return
    refused: list[OSError] = []
    empty = True
    for folder, subfolders, names in os.walk(path, onerror=refused.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in (*subfolders, *sorted(names)):
            file = Path(folder, name)
            is_link = name in subfolders and file.is_symlink()
            if is_link:  # followed, it could lead back here
                yield UnreadableError("error-link-to-folder", name=legible(str(file)))
            elif name not in subfolders and not name.startswith("."):
                empty = False
                yield file
    for fault in refused:
        empty = False
        reason = fault.strerror or str(fault)
        name = legible(os.fsdecode(fault.filename))
        yield UnreadableError("error-file-unreadable", name=name, reason=reason)
    if empty:
        yield UnreadableError("error-folder-empty", name=legible(str(path)))


def _take_in_file(catalogue: Catalogue, file: Path, isolation: Isolation) -> Iterator[Outcome]:
    source = _source(file)
    batch: list[Document] = []
    told: list[Outcome] = []
    try:
        for parsed in isolation.parse(file):
            if isinstance(parsed, CorpusError):
                told.append(_outcome(file, parsed))
                continue
            batch.append(_with_own_id(catalogue, parsed, source, id_of(file.name)))
            if len(batch) == _BATCH:
                yield from _add(catalogue, batch, source)
                batch = []
    except CorpusError as error:
        told.append(_outcome(file, error))
    yield from _add(catalogue, batch, source)
    yield from told


def _source(file: Path) -> str:
    """Where a file lies, as the catalogue can keep it: links resolved, odd bytes spelled out."""
    return os.path.realpath(file).encode("utf-8", "backslashreplace").decode()


def _with_own_id(catalogue: Catalogue, document: Document, source: str, file_id: str) -> Document:
    """Keep two files of one name in different folders apart.

    A file that was moved unchanged keeps its id; records of a BEIR file own theirs.
    """
    taken_by = catalogue.source_of(document.id)
    if taken_by in (None, source) or document.id.split("/")[0] != file_id:
        return document
    if not Path(str(taken_by)).exists():
        return document
    if catalogue.get(document.id).checksum == document.checksum:
        return document
    mark = hashlib.sha256(source.encode()).hexdigest()[:6]
    return replace(document, id=f"{document.id}-{mark}")


def _add(catalogue: Catalogue, batch: list[Document], source: str) -> Iterator[Outcome]:
    changes = catalogue.add(batch, source)
    yield from (
        Outcome(document.id, change) for document, change in zip(batch, changes, strict=True)
    )
