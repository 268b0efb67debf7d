"""Backup and restore of a data folder: what cannot be made anew, in one file.

The archive holds the databases, each as it stood at one moment though others write to it, the
settings, and the key of the journal. Indexes are left out, for they are built from the catalogue,
and models, for they are fetched again (`atazan models pull`).
"""

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from bot.digests import sha256_of
from bot.errors import BackupError
from bot.settings import Settings
from bot.settings_file import SETTINGS_FILE

_MANIFEST = "manifest.json"
_FORMAT = 1
_PLAIN_FILES = (SETTINGS_FILE, "telegram.key")


def back_up(settings: Settings, target: Path) -> list[str]:
    """Write the backup of a data folder, while it is in use or not; return what is in it.

    The file can be read by its owner alone, for people's data may be in it; it bears its name only
    once it is whole. Raises BackupError.
    """
    with _faults_told(target), tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copies = _copies(settings, Path(folder))
        part = Path(folder) / "backup.zip"
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in copies.items():
                archive.write(path, name)
            digests = {name: sha256_of(path) for name, path in copies.items()}
            manifest = {"format": _FORMAT, "sha256": digests}
            archive.writestr(_MANIFEST, json.dumps(manifest, indent=2))
        part.chmod(0o600)
        os.replace(part, target)
    return list(copies)


def restore(source: Path, home: Path) -> list[str]:
    """Put a backup into a data folder that has none of its files; return what was put there.

    Nothing is put there unless all of it is whole. Raises BackupError.
    """
    with _faults_told(source), zipfile.ZipFile(source) as archive:
        digests = _read_manifest(archive, source)
        home.mkdir(parents=True, exist_ok=True)
        standing = [name for name in digests if (home / name).exists()]
        if standing:
            raise BackupError("error-restore-over", path=str(home), name=standing[0])
        with tempfile.TemporaryDirectory(dir=home) as folder:
            for name, digest in digests.items():
                archive.extract(name, folder)
                if sha256_of(Path(folder) / name) != digest:
                    raise BackupError("error-backup-damaged", path=str(source))
            for name in digests:
                (Path(folder) / name).chmod(0o600)
                os.replace(Path(folder) / name, home / name)
    return list(digests)


def _copies(settings: Settings, folder: Path) -> dict[str, Path]:
    """The files of a backup by their names; databases as copies in `folder`."""
    copies = {}
    for database in (settings.catalogue_path, settings.telegram_database_path):
        if database.exists():
            copies[database.name] = _snapshot(database, folder / database.name)
    plain = {name: settings.home / name for name in _PLAIN_FILES}
    return copies | {name: path for name, path in plain.items() if path.exists()}


def _snapshot(database: Path, copy: Path) -> Path:
    """Copy a database as it stands at one moment, whoever writes to it.

    Source: https://sqlite.org/lang_vacuum.html#vacuum_with_an_into_clause
    """
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    return copy


def _read_manifest(archive: zipfile.ZipFile, source: Path) -> Mapping[str, str]:
    """The digests of the files of a backup. A name that leads out of the folder is damage."""
    manifest = json.loads(archive.read(_MANIFEST))
    if manifest["format"] > _FORMAT:
        raise BackupError("error-backup-newer", path=str(source))
    digests = {str(name): str(digest) for name, digest in manifest["sha256"].items()}
    if any(name != Path(name).name or name.startswith(".") for name in digests):
        raise BackupError("error-backup-damaged", path=str(source))
    return digests


@contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise BackupError("error-backup-damaged", path=str(path)) from error
    except (OSError, sqlite3.Error) as error:
        raise BackupError("error-backup-failed", path=str(path), reason=str(error)) from error
