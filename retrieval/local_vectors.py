"""Vectors in a file of this machine, searched one by one: no server, no import that takes time.

The same contract as a Chroma collection (retrieval/vectors.py), for a process that answers one
question and ends. Every vector is looked at: 100,000 of 256 numbers take 100 MB.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from retrieval.errors import DamagedIndexError, IndexBusyError

if TYPE_CHECKING:
    from retrieval.channel import Matrix

_FILE = "vectors.sqlite"
_PATIENCE = 30
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS stamp (text TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS vectors (
        id TEXT PRIMARY KEY, document TEXT NOT NULL, place TEXT NOT NULL, vector BLOB NOT NULL
    );
    CREATE INDEX IF NOT EXISTS vectors_by_document ON vectors (document);
"""
_KEPT = numpy.float32
# How many times more rows than are wanted are sorted at once: a condition passes over some.
_DEPTH = 4
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "$in": lambda held, wanted: held in wanted,
    "$nin": lambda held, wanted: held not in wanted,
    "$gte": lambda held, wanted: held >= wanted,
    "$lte": lambda held, wanted: held <= wanted,
}


class _Held(NamedTuple):
    """What a file held at one moment: ids, places as JSON, vectors, a row each."""

    version: int
    ids: Sequence[str]
    places: Sequence[str]
    vectors: "Matrix"


class LocalVectors:
    """Vectors in an SQLite file, each with an id and the place it was taken from.

    A process that holds it open sees what others write. Every method raises DamagedIndexError when
    the file cannot be read, IndexBusyError when another process writes for too long.
    """

    name = "vectors"

    def __init__(self, folder: Path) -> None:
        """Open the file in a folder; it is made where there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / _FILE
        self._lock = RLock()
        self._memory: _Held | None = None
        with self._faults_told():
            self._connection = sqlite3.connect(
                self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_SCHEMA)

    def open(self, stamp: str) -> bool:
        """Stamp a file that bears no stamp; tell whether it bears that one."""
        with self._faults_told():
            held = [text for (text,) in self._connection.execute("SELECT text FROM stamp")]
            if not held:
                self._connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
        return held in ([], [stamp])

    def clear(self, stamp: str) -> None:
        """Drop all vectors; those that come will be of that stamp."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM vectors")
            connection.execute("DELETE FROM stamp")
            connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))

    def count(self) -> int:
        """How many vectors are held."""
        with self._faults_told():
            row = self._connection.execute("SELECT count(*) FROM vectors").fetchone()
        return int(row[0])

    def write(
        self,
        ids: Sequence[str],
        vectors: "Matrix",
        places: Sequence[Mapping[str, str | int]],
    ) -> None:
        """Write vectors of length 1, each in place of one with the same id."""
        rows = (
            (key, place["document"], json.dumps(place), vector.astype(_KEPT).tobytes())
            for key, place, vector in zip(ids, places, vectors, strict=True)
        )
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (id, document, place, vector) VALUES (?, ?, ?, ?)",
                rows,
            )

    def remove(self, document_ids: Sequence[str]) -> None:
        """Drop the vectors whose place is in those Documents."""
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM vectors WHERE document = ?", ((key,) for key in document_ids)
            )

    def nearest(
        self, vectors: "Matrix", limit: int, condition: Mapping[str, object] | None = None
    ) -> Iterator[tuple[str, float]]:
        """Return ids and cosine distances of what is nearest to the first of the vectors.

        A condition, as Chroma writes it, is one on the places.
        """
        held = self._held()
        if not held.ids:
            return iter(())
        distances = 1 - held.vectors @ vectors[0]
        nearest = (
            row
            for row in _in_order(distances, _DEPTH * limit)
            if not condition or fulfils(_read_place(held.places[row]), condition)
        )
        return ((held.ids[row], float(distances[row])) for row in islice(nearest, limit))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _held(self) -> "_Held":
        """All that is in the file; read anew after any change."""
        with self._lock, self._faults_told():
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            version += self._connection.total_changes << 32
            if self._memory is None or self._memory.version != version:
                rows = self._connection.execute("SELECT id, place, vector FROM vectors").fetchall()
                ids, places, vectors = zip(*rows, strict=True) if rows else ((), (), ())
                kept = numpy.frombuffer(b"".join(vectors), dtype=_KEPT)
                matrix = kept.reshape(len(rows), kept.size // max(len(rows), 1))
                self._memory = _Held(version, ids, places, matrix)
        return self._memory

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._faults_told(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
                raise IndexBusyError("error-index-busy") from error
            raise DamagedIndexError("error-index-damaged", path=str(self._path.parent)) from error


@lru_cache(maxsize=20_000)
def _read_place(place: str) -> Mapping[str, object]:
    held: Mapping[str, object] = json.loads(place)
    return held


def _in_order(distances: "Matrix", first: int) -> Iterator[int]:
    """Rows from the least distance on; the others are sorted only when the first do not do."""
    if first < len(distances):
        rows = numpy.argpartition(distances, first)
        near, far = rows[:first], rows[first:]
    else:
        near, far = numpy.arange(len(distances)), numpy.arange(0)
    for part in (near, far):
        yield from part[numpy.argsort(distances[part], kind="stable")].tolist()


def fulfils(place: Mapping[str, object], condition: Mapping[str, object] | None) -> bool:
    """Whether a place fulfils a condition as Chroma writes it."""
    return all(_fulfils(place, *one) for one in (condition or {}).items())


def _fulfils(place: Mapping[str, object], name: str, wanted: object) -> bool:
    if isinstance(wanted, Mapping):
        return all(_TESTS[test](place[name], value) for test, value in wanted.items())
    assert name == "$and"
    assert isinstance(wanted, list)
    return all(fulfils(place, one) for one in wanted)
