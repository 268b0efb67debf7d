"""Where Documents come from: which place brought which, and how each place was last read.

A place is a file, by its real path, or an address. What is remembered of it tells whether it has
to be read again. A Document that two places bring stays until both are gone.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from corpus.database import Database
from corpus.errors import CorpusError, Notice, UnreadableError


@dataclass(frozen=True, slots=True)
class Reading:
    """A place as it was last read to its end.

    `origin` names the source of the operator's list that brought it, empty when it was added by
    hand; `stamp` how it was read. An empty `checksum` matches no state of the place.
    """

    place: str
    origin: str
    stamp: str
    checksum: str
    size: int = 0
    modified: int = 0
    """Of a file: nanoseconds; 0 where it had just been written and may change unseen."""
    etag: str = ""
    last_modified: str = ""
    told: str = "[]"
    """What was refused and noted, in JSON: it is told again of an unchanged place."""


def pack(told: Iterable[CorpusError]) -> str:
    """Write errors and notices as a Reading keeps them."""
    packed = [[isinstance(one, Notice), one.key, one.values] for one in told]
    return json.dumps(packed, ensure_ascii=False)


def unpack(told: str) -> list[CorpusError]:
    """Read what `pack` has written."""
    return [
        (Notice if is_notice else UnreadableError)(key, **values)
        for is_notice, key, values in json.loads(told)
    ]


class Provenance:
    """The memory of places, in the catalogue's database."""

    def __init__(self, database: Database) -> None:
        """Take the database that the catalogue opened."""
        self._database = database

    def reading(self, place: str) -> Reading | None:
        """How a place was last read; None when it never was."""
        rows = self._database.rows("SELECT * FROM readings WHERE place = ?", place)
        return Reading(*rows[0]) if rows else None  # type: ignore[arg-type] # as the schema has it

    def record(self, reading: Reading) -> None:
        """Remember how a place was read."""
        self._database.execute(
            "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *astuple(reading)
        )

    def brought_by(self, place: str) -> list[str]:
        """Ids of the Documents that a place brought."""
        return self._database.ids("SELECT document_id FROM brought WHERE place = ?", place)

    def bringers_of(self, document_id: str) -> list[str]:
        """The places that brought a Document."""
        return self._database.ids("SELECT place FROM brought WHERE document_id = ?", document_id)

    def note_brought(self, place: str, ids: Iterable[str]) -> None:
        """Remember that a place brought these Documents."""
        rows = [(place, document_id) for document_id in ids]
        self._database.execute_many("INSERT OR IGNORE INTO brought VALUES (?, ?)", rows)

    def note_dropped(self, place: str, ids: Sequence[str]) -> None:
        """Remember that a place has these Documents no longer."""
        rows = [(place, document_id) for document_id in ids]
        self._database.execute_many("DELETE FROM brought WHERE place = ? AND document_id = ?", rows)

    def forget(self, place: str) -> None:
        """Forget how a place was read."""
        self._database.execute("DELETE FROM readings WHERE place = ?", place)

    def forget_readings_of(self, document_id: str, but: str = "") -> None:
        """Have the places that brought a Document, `but` one, read again."""
        self._database.execute(
            "DELETE FROM readings WHERE place <> ? AND place IN "
            "(SELECT place FROM brought WHERE document_id = ?)",
            *(but, document_id),
        )

    def forget_bringers(self, document_id: str) -> None:
        """Forget which places brought a Document."""
        self._database.execute("DELETE FROM brought WHERE document_id = ?", document_id)

    def origins(self) -> list[str]:
        """The sources that have brought anything."""
        return self._database.ids("SELECT DISTINCT origin FROM readings WHERE origin <> ''")

    def places_of(self, origin: str) -> list[str]:
        """The places that a source has brought."""
        return self._database.ids("SELECT place FROM readings WHERE origin = ?", origin)

    def places_under(self, folder: str) -> list[str]:
        """The files in a folder, at any depth, that have brought a Document."""
        return self._database.ids(
            "SELECT DISTINCT place FROM brought WHERE place > ? AND place < ?",
            *(f"{folder.rstrip('/')}/", f"{folder.rstrip('/')}0"),  # «0» follows «/»
        )
