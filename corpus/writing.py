"""Parcels → the catalogue: some hundred Documents a transaction, and what became of each."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.catalogue import Catalogue, Change
from corpus.document import Document
from corpus.outcome import Outcome, outcome_of
from corpus.parsing.names import legible
from corpus.places import is_gone
from corpus.reading import Parcel

# A transaction holds about so many Documents, characters, and seconds of reading.
_MOST_PARCELS, _MOST_CHARACTERS, _LONGEST = 500, 4_000_000, 2.0


class Writer:
    """Writes parcels into a catalogue."""

    def __init__(self, catalogue: Catalogue, *, listed: bool) -> None:
        """`listed` when the operator's list is followed: what it has no longer is taken out."""
        self._catalogue = catalogue
        self._provenance = catalogue.provenance
        self._listed = listed
        self._arrived: dict[str, set[str]] = defaultdict(set)

    def write(self, parcels: Iterable[Parcel]) -> Iterator[Outcome]:
        """Write the parcels, many at once; yield what became of them when it is on disk.

        Broken off, it has written all that was read.
        """
        batch: list[Parcel] = []
        characters, begun = 0, time.monotonic()
        try:
            for parcel in parcels:
                batch.append(parcel)
                characters += sum(len(document.text) for document in parcel.documents)
                is_full = len(batch) >= _MOST_PARCELS or characters >= _MOST_CHARACTERS
                if is_full or time.monotonic() - begun > _LONGEST:
                    yield from self._write(batch)
                    characters, begun = 0, time.monotonic()
        finally:
            last = self._write(batch)
        yield from last

    def retire(self, places: Iterable[str]) -> list[Outcome]:
        """Take out what these places brought, and nothing else has."""
        with self._catalogue.transaction():
            return [outcome for place in places for outcome in self._retire(place)]

    def _write(self, batch: list[Parcel]) -> list[Outcome]:
        """Write a batch and empty it."""
        parcels = batch.copy()
        batch.clear()
        if not any(parcel.documents or parcel.reading or parcel.is_gone for parcel in parcels):
            return [outcome for parcel in parcels for outcome in _told(parcel)]
        with self._catalogue.transaction():
            return [outcome for parcel in parcels for outcome in self._deliver(parcel)]

    def _deliver(self, parcel: Parcel) -> Iterator[Outcome]:
        place = parcel.item.place
        yield from (self._add(document, parcel) for document in parcel.documents)
        if self._listed and parcel.is_gone:
            yield from self._retire(place)
        elif parcel.reading:
            arrived = self._arrived.pop(place, set())
            if self._listed and parcel.is_whole:
                kept = self._provenance.brought_by(place)
                yield from self._drop(place, [one for one in kept if one not in arrived])
            self._provenance.record(parcel.reading)
        yield from _told(parcel)

    def _add(self, document: Document, parcel: Parcel) -> Outcome:
        place = parcel.item.place
        document = self._with_own_id(document, parcel)
        taken_by = self._catalogue.source_of(document.id)
        (change,) = self._catalogue.add([document], place)
        if change is Change.REPLACED and _is_named_after(document, parcel):
            self._provenance.forget_readings_of(document.id, but=place)
        if change is Change.UNCHANGED and taken_by != place and is_gone(str(taken_by)):
            self._catalogue.move(document.id, place)
        self._provenance.note_brought(place, [document.id])
        self._arrived[place].add(document.id)
        return Outcome(document.id, change)

    def _with_own_id(self, document: Document, parcel: Parcel) -> Document:
        """Keep two files of one name in different folders apart.

        A file that was moved unchanged keeps its id; records of a BEIR file own theirs.
        """
        place = parcel.item.place
        taken_by = self._catalogue.source_of(document.id)
        if taken_by in (None, place) or not _is_named_after(document, parcel):
            return document
        if self._catalogue.checksum_of(document.id) == document.checksum or is_gone(str(taken_by)):
            return document
        mark = hashlib.sha256(place.encode()).hexdigest()[:6]
        return replace(document, id=f"{document.id}-{mark}")

    def _retire(self, place: str) -> Iterator[Outcome]:
        yield from self._drop(place, self._provenance.brought_by(place))
        self._provenance.forget(place)

    def _drop(self, place: str, ids: list[str]) -> Iterator[Outcome]:
        """Take out Documents that a place has no longer, but for those that another has."""
        self._provenance.note_dropped(place, ids)
        for document_id in ids:
            others = self._provenance.bringers_of(document_id)
            if not others and self._catalogue.discard(document_id):
                yield Outcome(document_id, Change.RETIRED)
            elif others and self._catalogue.source_of(document_id) == place:
                self._catalogue.move(document_id, others[0])
                self._provenance.forget_readings_of(document_id)  # theirs may be other words


def _is_named_after(document: Document, parcel: Parcel) -> bool:
    """Whether the id is made of the file's name; records of a BEIR file own theirs."""
    return document.id == parcel.file_id or document.id.startswith(f"{parcel.file_id}/")


def _told(parcel: Parcel) -> Iterator[Outcome]:
    item = parcel.item
    name = legible(item.path.name) if item.path else item.place or legible(item.source.name)
    yield from (Outcome(document_id, Change.UNCHANGED) for document_id in parcel.unchanged)
    yield from (outcome_of(name, told) for told in parcel.told)
