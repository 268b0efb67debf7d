"""The catalogue's file: an SQLite database (WAL), its schema, its transactions and its faults."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from corpus.errors import DamagedCatalogueError, UnavailableCatalogueError

# One entry a version of the schema: what makes it of the version before. Entries are never changed.
_MIGRATIONS = (
    """
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
    """,
    """
    CREATE TABLE readings (
        place TEXT PRIMARY KEY, origin TEXT NOT NULL, stamp TEXT NOT NULL, checksum TEXT NOT NULL,
        size INTEGER NOT NULL, modified INTEGER NOT NULL, etag TEXT NOT NULL,
        last_modified TEXT NOT NULL, told TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX readings_by_origin ON readings (origin);
    CREATE TABLE brought (
        place TEXT NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (place, document_id)
    ) WITHOUT ROWID;
    CREATE INDEX brought_by_document ON brought (document_id);
    INSERT INTO brought SELECT source, id FROM documents WHERE source <> '';
    """,
    # The very first program made the first version without it.
    """
    CREATE INDEX IF NOT EXISTS documents_by_state ON documents (id, checksum);
    """,
)
SCHEMA_VERSION = len(_MIGRATIONS)
# Seconds to wait for another process that writes.
_PATIENCE, _STEP = 30, 0.02
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Database:
    """One SQLite file. Safe to share between threads, and between processes."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; it is made where there is none, an older one is brought up.

        Raises DamagedCatalogueError when the file is something else, or of a newer version.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._lock = RLock()
        with self._faults_told("error-catalogue-damaged"):
            self._connection = sqlite3.connect(
                path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        self._connection.text_factory = _decode
        with self._faults_told("error-catalogue-damaged"):
            self._write_ahead()
        with self.transaction():
            self._migrate()

    def _write_ahead(self) -> None:
        """Switch to WAL. For this SQLite does not wait by itself when another process does so."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                is_busy = getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY
                if not is_busy or time.monotonic() > deadline:
                    raise
            time.sleep(_STEP)

    def _migrate(self) -> None:
        version = self.number("PRAGMA user_version")
        if version > SCHEMA_VERSION:
            raise DamagedCatalogueError("error-catalogue-newer", path=str(self.path))
        for migration in _MIGRATIONS[version:]:
            for statement in migration.split(";"):
                self._connection.execute(statement)
        if version < SCHEMA_VERSION:
            self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of it or nothing; inside another transaction it is a part of that one."""
        with self._lock, self._faults_told():
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # of a full disk SQLite has rolled back by itself
                    self._connection.execute("ROLLBACK")
                raise

    def state(self) -> tuple[int, int]:
        """What changes with every write: what others have written, and what we have.

        Source: https://sqlite.org/pragma.html#pragma_data_version
        """
        with self._lock:
            return self.number("PRAGMA data_version"), self._connection.total_changes

    def copy(self, path: Path) -> None:
        """Write all that is in the file now to a new one."""
        self.rows("VACUUM INTO ?", str(path))

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Return what a query finds."""
        with self._lock, self._faults_told():
            return self._connection.execute(statement, values).fetchall()

    def ids(self, statement: str, *values: object) -> list[str]:
        """Return the first column of what a query finds, as text."""
        return [str(row[0]) for row in self.rows(statement, *values)]

    def number(self, statement: str, *values: object) -> int:
        """Return the one number that a query finds."""
        return int(str(self.rows(statement, *values)[0][0]))

    def execute(self, statement: str, *values: object) -> int:
        """Change rows; return how many."""
        with self.transaction():
            return self._connection.execute(statement, values).rowcount

    def execute_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Do a statement for each of the rows."""
        with self.transaction():
            self._connection.executemany(statement, rows)

    @contextmanager
    def _faults_told(self, damage: str = "error-catalogue-corrupt") -> Iterator[None]:
        """Turn SQLite's errors into ours; a fault of the program stays what it is."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _DAMAGE:
                raise DamagedCatalogueError(damage, path=str(self.path)) from error
            if not code:
                raise
            key = "error-catalogue-busy" if code in _BUSY else "error-catalogue-disk"
            raise UnavailableCatalogueError(key, path=str(self.path), reason=str(error)) from error


def _decode(text: bytes) -> str:
    """Decode a stored text; one with damaged bytes is read as it is, and fails its checksum."""
    return text.decode("utf-8", "replace")
