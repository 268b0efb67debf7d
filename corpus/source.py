"""Sources: what an operator names to fill the corpus with, and the places that it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Document, Kind, Language
from corpus.errors import CorpusError
from corpus.fetching.url import is_address, parse_url
from corpus.places import place_of
from corpus.walking import files_in


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a folder or an address; what is said of its Documents stands above what they say."""

    name: str
    kind: Kind | None = None
    language: Language | None = None
    publisher: str = ""
    version: str = ""

    @property
    def is_address(self) -> bool:
        """Whether it is fetched, not found on disk."""
        return is_address(self.name)

    @property
    def origin(self) -> str:
        """What it is remembered by, however its name is spelled. Raises UnreachableError."""
        return str(parse_url(self.name)) if self.is_address else place_of(Path(self.name))

    @property
    def stamp(self) -> str:
        """What is said of the Documents, in a line: another line makes others of them."""
        said = (self.kind or "", self.language or "", self.publisher, self.version)
        return "\t".join(said)

    def describe(self, document: Document) -> Document:
        """Say of a Document what is known of all of this source."""
        return replace(
            document,
            kind=self.kind or document.kind,
            language=self.language or document.language,
            publisher=self.publisher or document.publisher,
            version=self.version or document.version,
        )


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a source: a file, or without `path` an address."""

    place: str
    source: Source
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of a source that there is no way to: a folder that cannot be walked, no address."""

    source: Source
    error: CorpusError


def items_of(source: Source) -> Iterator[Item | Refusal]:
    """Yield the places of a source, in order."""
    if source.is_address:
        try:
            yield Item(source.origin, source)
        except CorpusError as error:
            yield Refusal(source, error)
        return
    for found in files_in(Path(source.name)):
        if isinstance(found, CorpusError):
            yield Refusal(source, found)
        else:
            yield Item(place_of(found), source, found)
