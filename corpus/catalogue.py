"""The catalogue: every Document on disk, and which index holds which state of it.

One SQLite file (WAL), so that readers go on while one process adds. The ledger of indexed
Documents lies in the same file: a crash between the catalogue and an index leaves a Document
`pending`, and pending Documents are indexed anew; nothing has to be guessed afterwards.
"""

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import date
from enum import Enum
from pathlib import Path

from corpus.database import Database
from corpus.document import Document, Kind, Language, Span
from corpus.errors import DamagedCatalogueError, UnknownDocumentError
from corpus.provenance import Provenance

_COLUMNS = "id, title, language, kind, publisher, published, version, url, asides, text"
_PENDING = """
    FROM documents LEFT JOIN indexed ON document_id = id AND channel = ?
    WHERE stamp IS NOT checksum || ?
"""
_ORPHANED = "FROM indexed WHERE channel = ? AND document_id NOT IN (SELECT id FROM documents)"


class Change(Enum):
    """What became of a Document: added, or taken out because its source is gone."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    RETIRED = "retired"


class Catalogue:
    """Documents on disk: add, get, list, remove, check. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at `path`; it is made where there is none.

        Raises DamagedCatalogueError when the file is something else.
        """
        self._database = Database(path)
        self.provenance = Provenance(self._database)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Do several things or none of them."""
        return self._database.transaction()

    def copy(self, path: Path) -> "Catalogue":
        """Write the catalogue as it is now to another file, and open that."""
        self._database.copy(path)
        return Catalogue(path)

    def add(self, documents: Iterable[Document], source: str = "") -> list[Change]:
        """Add or replace Documents, all in one transaction; says of each what happened."""
        with self.transaction():
            return [self._add(document, source) for document in documents]

    def _add(self, document: Document, source: str) -> Change:
        row = (*_to_row(document), document.checksum)
        columns = f"{_COLUMNS}, checksum"
        found = self._database.rows(f"SELECT {columns} FROM documents WHERE id = ?", document.id)
        if found == [row]:  # also in its text: a damaged one is replaced
            return Change.UNCHANGED
        self._database.execute(
            f"INSERT OR REPLACE INTO documents ({columns}, source) "
            f"VALUES ({', '.join('?' * (len(row) + 1))})",
            *(*row, source),
        )
        return Change.REPLACED if found else Change.ADDED

    def remove(self, document_id: str) -> None:
        """Take a Document out; what brought it is read anew. Raises UnknownDocumentError."""
        with self.transaction():
            self.provenance.forget_readings_of(document_id)
            if not self.discard(document_id):
                raise UnknownDocumentError("error-document-unknown", id=document_id)

    def discard(self, document_id: str) -> bool:
        """Take a Document out, if it is there."""
        with self.transaction():
            self.provenance.forget_bringers(document_id)
            return self._database.execute("DELETE FROM documents WHERE id = ?", document_id) > 0

    def move(self, document_id: str, source: str) -> None:
        """Note that a Document comes from another place now."""
        self._database.execute("UPDATE documents SET source = ? WHERE id = ?", source, document_id)

    def get(self, document_id: str) -> Document:
        """Return the Document with that id. Raises UnknownDocumentError."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM documents WHERE id = ?", document_id)
        if not rows:
            raise UnknownDocumentError("error-document-unknown", id=document_id)
        return _to_document(rows[0])

    def checksum_of(self, document_id: str) -> str | None:
        """Checksum of the Document as it is now; None when there is no such Document."""
        rows = self._database.rows("SELECT checksum FROM documents WHERE id = ?", document_id)
        return str(rows[0][0]) if rows else None

    def checksums_of(self, document_ids: Iterable[str]) -> dict[str, str]:
        """Return the checksum of each of the Documents that are here, by its id."""
        ids = json.dumps(list(document_ids))
        among = "SELECT value FROM json_each(?)"
        rows = self._database.rows(f"SELECT id, checksum FROM documents WHERE id IN ({among})", ids)
        return {str(document_id): str(checksum) for document_id, checksum in rows}

    def source_of(self, document_id: str) -> str | None:
        """Where the Document came from; None when there is no such Document."""
        rows = self._database.rows("SELECT source FROM documents WHERE id = ?", document_id)
        return str(rows[0][0]) if rows else None

    def state(self) -> Hashable:
        """What changes whenever this process or another one writes to the catalogue."""
        return self._database.state()

    def content(self) -> str:
        """A digest over all Documents: the same wherever the same Documents are."""
        rows = self._database.rows("SELECT id, checksum FROM documents ORDER BY id")
        lines = "".join(f"{document_id} {checksum}\n" for document_id, checksum in rows)
        return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()

    def __iter__(self) -> Iterator[Document]:
        """Yield every Document, by id."""
        return self._each(self._database.ids("SELECT id FROM documents ORDER BY id"))

    def __len__(self) -> int:
        """How many Documents there are."""
        return self._database.number("SELECT count(*) FROM documents")

    def damaged(self) -> list[str]:
        """Ids of Documents whose stored text is not what was added, by checksum."""
        ids = self._database.ids("SELECT id FROM documents ORDER BY id")
        return [document_id for document_id in ids if not self.is_intact(document_id)]

    def is_intact(self, document_id: str) -> bool:
        """Whether there is such a Document and it is, by its checksum, what was added."""
        try:
            return self.get(document_id).checksum == self.checksum_of(document_id)
        except (UnknownDocumentError, DamagedCatalogueError):
            return False

    def is_sound(self) -> bool:
        """Whether SQLite finds its own file whole."""
        return self._database.rows("PRAGMA quick_check") == [("ok",)]

    def pending(self, channel: str, stamp: str) -> Iterator[Document]:
        """Yield the Documents that the channel does not hold in their present state.

        `stamp` names how the channel indexes (its analyser, its model): another stamp makes all
        pending.
        """
        statement = "SELECT id" + _PENDING + "ORDER BY id"
        return self._each(self._database.ids(statement, channel, stamp))

    def count_pending(self, channel: str, stamp: str) -> int:
        """How many Documents `pending` would yield."""
        return self._database.number("SELECT count(*)" + _PENDING, channel, stamp)

    def orphaned(self, channel: str) -> list[str]:
        """Ids that the channel still holds although their Document was removed."""
        return self._database.ids("SELECT document_id " + _ORPHANED, channel)

    def mark_indexed(self, channel: str, documents: Sequence[Document], stamp: str) -> None:
        """Note that the channel holds these Documents as they are now."""
        rows = [(channel, document.id, document.checksum + stamp) for document in documents]
        self._database.execute_many("INSERT OR REPLACE INTO indexed VALUES (?, ?, ?)", rows)

    def forget_orphaned(self, channel: str) -> None:
        """Note that the channel has dropped what `orphaned` listed."""
        self._database.execute("DELETE " + _ORPHANED, channel)

    def adopt_ledger(self, other: "Catalogue | None") -> None:
        """Note that the channels hold what the other catalogue says they do; nothing without."""
        ledger = "SELECT channel, document_id, stamp FROM indexed"
        rows = other._database.rows(ledger) if other else []
        with self.transaction():
            self._database.execute("DELETE FROM indexed")
            self._database.execute_many("INSERT INTO indexed VALUES (?, ?, ?)", rows)

    def forget_indexed(self, channel: str) -> None:
        """Note that the channel holds nothing: all Documents become pending."""
        self._database.execute("DELETE FROM indexed WHERE channel = ?", channel)

    def _each(self, ids: list[str]) -> Iterator[Document]:
        for document_id in ids:
            with suppress(UnknownDocumentError):  # another process may have removed it since
                yield self.get(document_id)


def _to_row(document: Document) -> tuple[str | None, ...]:
    published = document.published.isoformat() if document.published else None
    return (
        *(document.id, document.title, document.language, document.kind, document.publisher),
        *(published, document.version),
        *(document.url, json.dumps(document.asides), document.text),
    )


def _to_document(row: Sequence[object]) -> Document:
    """Make a Document of a row. Raises DamagedCatalogueError where no Document has such values."""
    id_, title, language, kind, publisher, published, version, url, asides, text = row[:10]
    try:
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
    except (ValueError, TypeError) as error:
        raise DamagedCatalogueError("check-damaged-document", id=str(id_)) from error
