"""Places → parcels of Documents; of a place that has not changed, the word that it has not."""

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.errors import CorpusError, Notice, UnreachableError
from corpus.fetching.url import Url, id_of_page, parse_url
from corpus.parsing.format import HEAD, Format, format_of
from corpus.parsing.isolation import Isolation
from corpus.parsing.names import id_of, legible
from corpus.places import is_gone
from corpus.provenance import Reading, pack, unpack
from corpus.source import Item, Refusal

if TYPE_CHECKING:
    from corpus.fetching.fetcher import Fetched, Fetcher

# Documents of one place that are held in memory.
_MOST_DOCUMENTS = 500
# Faults that may not be the file's own: it is tried again though it has not changed.
_PASSING = ("error-file-too-heavy", "error-file-unreadable")
_MOST_TOLD = 1000
# Nanoseconds. A file that was written this shortly before may be written again at the same time of
# its clock, which then tells nothing.
_YOUNG = 2_000_000_000
# In place of a size: a pipe, a device, or nothing at all.
_NO_FILE = -1
_GONE = 410

_Convert = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Documents of one place, or a part of them; the last of a place has its Reading."""

    item: Item
    file_id: str
    """What the ids that are made of the place's name begin with."""
    documents: tuple[Document, ...] = ()
    told: tuple[CorpusError, ...] = ()
    reading: Reading | None = None
    unchanged: tuple[str, ...] = ()
    """Ids of the place's Documents, where it was not read because it has not changed."""
    is_whole: bool = False
    """Whether the place has nothing but what came in its parcels."""
    is_gone: bool = False


class Reader:
    """Reads places, each only where it has changed since the catalogue saw it."""

    def __init__(
        self, catalogue: Catalogue, isolation: Isolation, fetcher: "Fetcher | None", *, listed: bool
    ) -> None:
        """`listed` when the operator's list is followed; else what is stored is checked, too."""
        self._catalogue = catalogue
        self._isolation = isolation
        self._fetcher = fetcher
        self._listed = listed

    def read_all(self, items: Iterable[Item | Refusal]) -> Iterator[Parcel]:
        """Yield what the places hold, one after another."""
        for item in items:
            if isinstance(item, Refusal):
                path = None if item.source.is_address else Path(item.source.name)
                yield Parcel(Item("", item.source, path), "", told=(item.error,))
            else:
                yield from self._read(item)

    def _read(self, item: Item) -> Iterator[Parcel]:
        known = self._catalogue.provenance.reading(item.place)
        origin = item.source.origin if self._listed else known.origin if known else ""
        new = Reading(item.place, origin, f"{_parsers()} {item.source.stamp}", "")
        if known and (known.stamp != new.stamp or not self._is_held(item.place)):
            known = None
        read = self._read_file(item, item.path, known, new) if item.path else None
        yield from read or self._read_page(item, known, new)

    def _is_held(self, place: str) -> bool:
        ids = () if self._listed else self._catalogue.provenance.brought_by(place)
        return all(map(self._catalogue.is_intact, ids))

    def _read_file(
        self, item: Item, path: Path, known: Reading | None, new: Reading
    ) -> Iterator[Parcel]:
        new = _measured(path, new)
        if known and new.modified and (known.size, known.modified) == (new.size, new.modified):
            yield self._unchanged(item, known, replace(known, origin=new.origin))
            return
        new = replace(new, checksum=_checksum(path) if new.size != _NO_FILE else "")
        if known and known.checksum and known.checksum == new.checksum:
            yield self._unchanged(item, known, replace(new, told=known.told))
            return
        file_id = id_of(path.name)
        yield from self._parse(Parcel(item, file_id), path, item.source.describe, new)

    def _read_page(self, item: Item, known: Reading | None, new: Reading) -> Iterator[Parcel]:
        etag, last_modified = (known.etag, known.last_modified) if known else ("", "")
        url = parse_url(item.place)
        blank = Parcel(item, id_of_page(url))
        with TemporaryDirectory() as folder:
            try:
                page = self._own_fetcher().fetch(item.place, Path(folder), etag, last_modified)
            except UnreachableError as error:
                is_gone = error.values.get("status") == _GONE
                yield replace(blank, told=(error,), is_gone=is_gone)
                return
            if page is None and known:
                yield self._unchanged(item, known, replace(known, origin=new.origin))
            elif page:
                yield from self._read_fetched(blank, page, url, known, new)

    def _own_fetcher(self) -> "Fetcher":
        if self._fetcher is None:
            from corpus.fetching.fetcher import Fetcher

            self._fetcher = Fetcher()
        return self._fetcher

    def _read_fetched(
        self, blank: Parcel, page: "Fetched", url: Url, known: Reading | None, new: Reading
    ) -> Iterator[Parcel]:
        checksum = _checksum(page.file)
        new = replace(new, checksum=checksum, etag=page.etag, last_modified=page.last_modified)
        if known and known.checksum == checksum:
            yield self._unchanged(blank.item, known, replace(new, told=known.told))
            return
        convert = _converter(blank, page.file, url)
        for parcel in self._parse(blank, page.file, convert, new):
            told = tuple(_with_name(one, page.file, str(url)) for one in parcel.told)
            reading = parcel.reading and replace(parcel.reading, told=pack(told))
            yield replace(parcel, told=told, reading=reading)

    def _unchanged(self, item: Item, known: Reading, now: Reading) -> Parcel:
        ids = tuple(self._catalogue.provenance.brought_by(item.place))
        told = tuple(unpack(known.told))
        return Parcel(item, "", (), told, now if now != known else None, unchanged=ids)

    def _parse(
        self, blank: Parcel, file: Path, convert: _Convert, new: Reading
    ) -> Iterator[Parcel]:
        documents: list[Document] = []
        told: list[CorpusError] = []
        try:
            for parsed in self._isolation.parse(file):
                if isinstance(parsed, CorpusError):
                    told.append(parsed)
                    continue
                documents.append(convert(parsed))
                if len(documents) == _MOST_DOCUMENTS:
                    yield replace(blank, documents=tuple(documents))
                    documents = []
        except CorpusError as error:
            told.append(error)
        yield replace(
            blank,
            documents=tuple(documents),
            told=tuple(told),
            reading=_sealed(new, told),
            is_whole=not any(_is_error(one) for one in told) and not _is_feed(file),
            is_gone=bool(blank.item.path) and is_gone(blank.item.place) and file.parent.is_dir(),
        )


def _measured(path: Path, new: Reading) -> Reading:
    """Note a file's size and time; of what is no plain file, nothing."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return replace(new, size=_NO_FILE)
    if not stat.S_ISREG(state.st_mode):
        return replace(new, size=_NO_FILE)
    is_young = time.time_ns() - state.st_mtime_ns < _YOUNG
    return replace(new, size=state.st_size, modified=0 if is_young else state.st_mtime_ns)


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _sealed(new: Reading, told: list[CorpusError]) -> Reading:
    """End a reading: faults that may pass make it one that matches nothing."""
    if len(told) > _MOST_TOLD or any(one.key in _PASSING for one in told):
        return replace(new, checksum="", modified=0, etag="", last_modified="")
    return replace(new, told=pack(told))


def _is_error(told: CorpusError) -> bool:
    return not isinstance(told, Notice)


def _is_feed(file: Path) -> bool:
    """Whether a file is a feed: entries that it has dropped are still what was published."""
    try:
        with file.open("rb") as opened:
            return format_of(opened.read(HEAD), file.name) is Format.FEED
    except OSError:
        return False


def _converter(blank: Parcel, file: Path, url: Url) -> _Convert:
    """Give a file's Documents the id and the address of the page; a feed's have their own."""
    file_id, is_feed = id_of(file.name), _is_feed(file)

    def convert(document: Document) -> Document:
        is_named = document.id.partition("/")[0] == file_id
        own_id = blank.file_id + document.id[len(file_id) :] if is_named else document.id
        own_url = document.url if is_feed and document.url else str(url)
        return replace(blank.item.source.describe(document), id=own_id, url=own_url)

    return convert


def _with_name(told: CorpusError, file: Path, name: str) -> CorpusError:
    """Say an address where the name of the file would stand that was made of it."""
    if told.values.get("name") != legible(file.name):
        return told
    return type(told)(told.key, **(told.values | {"name": name}))


@cache
def _parsers() -> str:
    """Names the parsers by their own code: changed ones make other Documents of the same file."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for pattern in ("parsing/*.py", "edition.py", "guide/cards.py"):
        for module in sorted(here.glob(pattern)):
            digest.update(module.read_bytes())
    return digest.hexdigest()[:12]
