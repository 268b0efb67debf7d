"""The catalogue: every Document on disk, and which index holds which state of it.

One SQLite file (WAL), so that readers go on while one process adds. The ledger of indexed
Documents lies in the same file: a crash between the catalogue and an index leaves a Document
`pending`, and pending Documents are indexed anew; nothing has to be guessed afterwards.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from threading import RLock

from corpus.document import Document, Kind, Language, Span
from corpus.errors import DamagedCatalogueError, UnknownDocumentError

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, checksum TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
    language TEXT NOT NULL, kind TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT,
    version TEXT NOT NULL, url TEXT NOT NULL, asides TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX documents_by_state ON documents (id, checksum);
CREATE TABLE indexed (
    channel TEXT NOT NULL, document_id TEXT NOT NULL, stamp TEXT NOT NULL,
    PRIMARY KEY (channel, document_id)
) WITHOUT ROWID;
"""
_COLUMNS = "id, title, language, kind, publisher, published, version, url, asides, text"
_PENDING = """
    FROM documents LEFT JOIN indexed ON document_id = id AND channel = ?
    WHERE stamp IS NOT checksum || ?
"""
_ORPHANED = "FROM indexed WHERE channel = ? AND document_id NOT IN (SELECT id FROM documents)"


class Change(Enum):
    """What adding a Document did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Catalogue:
    """Documents on disk: add, get, list, remove, check. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at `path`; it is made where there is none.

        Raises DamagedCatalogueError when the file is something else.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._path = path
        try:
            self._connection = sqlite3.connect(path, timeout=30, check_same_thread=False)
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise DamagedCatalogueError("error-catalogue-damaged", path=str(path)) from error

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        with self._lock, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
            elif version > _SCHEMA_VERSION:
                raise DamagedCatalogueError("error-catalogue-newer", path=str(self._path))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, documents: Iterable[Document], source: str = "") -> list[Change]:
        """Add or replace Documents, all in one transaction; says of each what happened."""
        with self._lock, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            return [self._add(document, source) for document in documents]

    def _add(self, document: Document, source: str) -> Change:
        found = self.checksum_of(document.id)
        if found == document.checksum:
            return Change.UNCHANGED
        row = (*_to_row(document), document.checksum, source)
        self._connection.execute(
            f"INSERT OR REPLACE INTO documents ({_COLUMNS}, checksum, source) "
            f"VALUES ({', '.join('?' * len(row))})",
            row,
        )
        return Change.REPLACED if found else Change.ADDED

    def remove(self, document_id: str) -> None:
        """Take a Document out. Raises UnknownDocumentError."""
        with self._lock, self._connection:
            done = self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        if not done.rowcount:
            raise UnknownDocumentError("error-document-unknown", id=document_id)

    def get(self, document_id: str) -> Document:
        """Return the Document with that id. Raises UnknownDocumentError."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM documents WHERE id = ?", document_id)
        if not rows:
            raise UnknownDocumentError("error-document-unknown", id=document_id)
        return _to_document(rows[0])

    def checksum_of(self, document_id: str) -> str | None:
        """Checksum of the Document as it is now; None when there is no such Document."""
        rows = self._rows("SELECT checksum FROM documents WHERE id = ?", document_id)
        return str(rows[0][0]) if rows else None

    def source_of(self, document_id: str) -> str | None:
        """Where the Document came from; None when there is no such Document."""
        rows = self._rows("SELECT source FROM documents WHERE id = ?", document_id)
        return str(rows[0][0]) if rows else None

    def __iter__(self) -> Iterator[Document]:
        """Yield every Document, by id."""
        return self._each(self._ids("SELECT id FROM documents ORDER BY id"))

    def __len__(self) -> int:
        """How many Documents there are."""
        return self._number("SELECT count(*) FROM documents")

    def damaged(self) -> list[str]:
        """Ids of Documents whose stored text is not what was added, by checksum."""
        rows = self._connection.execute(f"SELECT {_COLUMNS}, checksum FROM documents ORDER BY id")
        return [str(row[0]) for row in rows if _to_document(row).checksum != row[-1]]

    def is_sound(self) -> bool:
        """Whether SQLite finds its own file whole."""
        return self._rows("PRAGMA quick_check") == [("ok",)]

    def pending(self, channel: str, stamp: str) -> Iterator[Document]:
        """Yield the Documents that the channel does not hold in their present state.

        `stamp` names how the channel indexes (its analyser, its model): another stamp makes all
        pending.
        """
        return self._each(self._ids("SELECT id" + _PENDING + "ORDER BY id", channel, stamp))

    def count_pending(self, channel: str, stamp: str) -> int:
        """How many Documents `pending` would yield."""
        return self._number("SELECT count(*)" + _PENDING, channel, stamp)

    def orphaned(self, channel: str) -> list[str]:
        """Ids that the channel still holds although their Document was removed."""
        return self._ids("SELECT document_id " + _ORPHANED, channel)

    def mark_indexed(self, channel: str, documents: Sequence[Document], stamp: str) -> None:
        """Note that the channel holds these Documents as they are now."""
        rows = [(channel, document.id, document.checksum + stamp) for document in documents]
        with self._lock, self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO indexed VALUES (?, ?, ?)", rows)

    def forget_orphaned(self, channel: str) -> None:
        """Note that the channel has dropped what `orphaned` listed."""
        with self._lock, self._connection:
            self._connection.execute("DELETE " + _ORPHANED, (channel,))

    def forget_indexed(self, channel: str) -> None:
        """Note that the channel holds nothing: all Documents become pending."""
        with self._lock, self._connection:
            self._connection.execute("DELETE FROM indexed WHERE channel = ?", (channel,))

    def _each(self, ids: list[str]) -> Iterator[Document]:
        for document_id in ids:
            rows = self._rows(f"SELECT {_COLUMNS} FROM documents WHERE id = ?", document_id)
            if rows:  # another process may have removed it since
                yield _to_document(rows[0])

    def _ids(self, statement: str, *values: str) -> list[str]:
        return [str(row[0]) for row in self._rows(statement, *values)]

    def _number(self, statement: str, *values: str) -> int:
        return int(str(self._rows(statement, *values)[0][0]))

    def _rows(self, statement: str, *values: str) -> list[tuple[object, ...]]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()


def _to_row(document: Document) -> tuple[str | None, ...]:
    published = document.published.isoformat() if document.published else None
    return (
        *(document.id, document.title, document.language, document.kind, document.publisher),
        *(published, document.version),
        *(document.url, json.dumps(document.asides), document.text),
    )


def _to_document(row: Sequence[object]) -> Document:
    id_, title, language, kind, publisher, published, version, url, asides, text = row[:10]
    return Document(
        id=str(id_),
        title=str(title),
        text=str(text),
        language=Language(str(language)),
        kind=Kind(str(kind)),
        publisher=str(publisher),
        published=date.fromisoformat(str(published)) if published else None,
        version=str(version),
        url=str(url),
        asides=tuple(Span(*span) for span in json.loads(str(asides))),
    )
