"""Files, folders and addresses → the catalogue: reads, adds, says what became of each Document."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.outcome import Outcome
from corpus.parsing.isolation import Isolation
from corpus.reading import Reader
from corpus.source import Source, items_of
from corpus.writing import Writer

if TYPE_CHECKING:
    from corpus.fetching.fetcher import Fetcher


def take_in(
    catalogue: Catalogue, names: Iterable[Path | str], fetcher: "Fetcher | None" = None
) -> Iterator[Outcome]:
    """Add files, folders and addresses; what cannot be read is told and the rest goes in.

    Documents are added in transactions of a few hundred; stopping the iteration keeps what was
    yielded. What has not changed since it was added is not read again.
    """
    with Isolation() as isolation:
        reader = Reader(catalogue, isolation, fetcher, listed=False)
        items = (item for name in names for item in items_of(Source(str(name))))
        yield from Writer(catalogue, listed=False).write(reader.read_all(items))
