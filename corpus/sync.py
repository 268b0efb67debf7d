"""The operator's list of sources → the catalogue: what is new, changed and gone, and no more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.errors import CorpusError
from corpus.outcome import Outcome
from corpus.parsing.isolation import Isolation
from corpus.places import is_gone
from corpus.provenance import Provenance
from corpus.reading import Reader
from corpus.source import Item, Refusal, Source, items_of
from corpus.writing import Writer

if TYPE_CHECKING:
    from corpus.fetching.fetcher import Fetcher

# Called with how many of how many places have been read.
Progress = Callable[[int, int], None]


def sync(
    catalogue: Catalogue,
    sources: Sequence[Source],
    fetcher: "Fetcher",
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Make of the catalogue what the sources hold; say of each Document what became of it.

    A place belongs to the first source that reaches it. Taken out is what sources of the list had
    brought and have no more; what was added by hand stays while its file does. Broken off, by
    whatever, it goes on where it was: what was read is written, and not read again.
    """
    plan = _planned(sources)
    with Isolation() as isolation:
        reader = Reader(catalogue, isolation, fetcher, listed=True)
        writer = Writer(catalogue, listed=True)
        yield from writer.write(reader.read_all(_counted(plan, progress)))
    seen = {item.place for item in plan if isinstance(item, Item)}
    yield from writer.retire(_gone(catalogue.provenance, sources, seen))


@contextmanager
def rehearsal(catalogue: Catalogue) -> Iterator[Catalogue]:
    """Yield a copy of the catalogue, to see on it what a sync would do; then it is thrown away."""
    with TemporaryDirectory() as folder:
        copy = catalogue.copy(Path(folder) / "catalogue.sqlite")
        try:
            yield copy
        finally:
            copy.close()


def _planned(sources: Iterable[Source]) -> list[Item | Refusal]:
    """All places of all sources, each once."""
    plan: list[Item | Refusal] = []
    seen: set[str] = set()
    for found in (item for source in sources for item in items_of(source)):
        if isinstance(found, Refusal) or found.place not in seen:
            plan.append(found)
        if isinstance(found, Item):
            seen.add(found.place)
    return plan


def _counted(plan: Sequence[Item | Refusal], progress: Progress | None) -> Iterator[Item | Refusal]:
    for number, item in enumerate(plan):
        if progress:
            progress(number, len(plan))
        yield item


def _gone(provenance: Provenance, sources: Sequence[Source], seen: set[str]) -> list[str]:
    """The places that sources had and have no more, and those of sources that left the list."""
    listed = {origin: source for source in sources if (origin := _origin(source))}
    gone: set[str] = set()
    for origin in provenance.origins():
        if origin not in listed:
            gone.update(provenance.places_of(origin))
    for origin, source in listed.items():
        if not source.is_address and _has_files(source):
            held = {*provenance.places_of(origin), *provenance.places_under(origin)}
            gone.update(filter(is_gone, held - seen))
    return sorted(gone - seen)


def _origin(source: Source) -> str:
    try:
        return source.origin
    except CorpusError:
        return ""


def _has_files(source: Source) -> bool:
    """Whether a folder holds any: of an empty one, as of a missing one, a disk may be unmounted."""
    path = Path(source.name)
    try:
        return path.is_dir() and any(path.iterdir())
    except OSError:
        return False
