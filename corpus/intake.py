"""Paths → the catalogue: walks, parses, adds, and says of each Document what happened."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import Catalogue, Change
from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing import parse_file

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one Document of an intake: a change, or the error that kept it out."""

    name: str
    change: Change | None = None
    error: CorpusError | None = None


def take_in(catalogue: Catalogue, paths: Iterable[Path]) -> Iterator[Outcome]:
    """Add files and folders; what cannot be read is told and the rest goes in.

    Documents are added in transactions of a few hundred; stopping the iteration keeps what was
    yielded.
    """
    for path in paths:
        try:
            for file in _files(path):
                yield from _take_in_file(catalogue, file)
        except CorpusError as error:
            yield Outcome(str(path), error=error)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    empty = True
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                empty = False
                yield Path(folder, name)
    if empty:
        raise UnreadableError("error-folder-empty", name=str(path))


def _take_in_file(catalogue: Catalogue, file: Path) -> Iterator[Outcome]:
    source = str(file.resolve())
    batch: list[Document] = []
    try:
        for parsed in parse_file(file):
            if isinstance(parsed, CorpusError):
                yield Outcome(file.name, error=parsed)
                continue
            batch.append(_with_own_id(catalogue, parsed, source))
            if len(batch) == _BATCH:
                yield from _add(catalogue, batch, source)
                batch = []
    except CorpusError as error:
        yield Outcome(file.name, error=error)
    yield from _add(catalogue, batch, source)


def _with_own_id(catalogue: Catalogue, document: Document, source: str) -> Document:
    """Keep two files of one name in different folders apart.

    A file that was moved unchanged keeps its id; records of a BEIR file own theirs.
    """
    taken_by = catalogue.source_of(document.id)
    if taken_by in (None, source) or document.id != Path(source).stem:
        return document
    if not Path(str(taken_by)).exists():
        return document
    if catalogue.get(document.id).checksum == document.checksum:
        return document
    mark = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return replace(document, id=f"{document.id}-{mark}")


def _add(catalogue: Catalogue, batch: list[Document], source: str) -> Iterator[Outcome]:
    changes = catalogue.add(batch, source)
    yield from (
        Outcome(document.id, change) for document, change in zip(batch, changes, strict=True)
    )
