"""The manifest of a snapshot: what is in it, and which program can read it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from bot.digests import sha256_of
from bot.errors import SnapshotError

MANIFEST = "snapshot.json"
_FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """What a snapshot says of itself.

    `made` is in seconds since 1970; `stamps` name how each index was made, `schema` is the
    version of the catalogue's; `content` is a digest over the Documents, `sha256` has one a file.
    """

    made: float
    program: str
    schema: int
    stamps: Mapping[str, str]
    documents: int
    passages: int
    content: str
    sha256: Mapping[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into a snapshot's folder."""
    record = {"format": _FORMAT, **asdict(manifest)}
    (folder / MANIFEST).write_text(json.dumps(record, indent=2, sort_keys=True), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a snapshot. Raises SnapshotError where it is none, or a newer one."""
    try:
        record = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if record.pop("format") > _FORMAT:
            raise SnapshotError("error-snapshot-newer", path=str(folder))
        return _checked(TypeAdapter(Manifest).validate_python(record))
    except FileNotFoundError as error:
        raise SnapshotError("error-snapshot-half", path=str(folder), file=MANIFEST) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SnapshotError("error-snapshot-damaged", path=str(folder), file=MANIFEST) from error


def _checked(manifest: Manifest) -> Manifest:
    """The manifest again. Raises ValueError for a name that leads out of the folder."""
    for name in manifest.sha256:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise ValueError(name)
    return manifest


def digests_of(folder: Path) -> dict[str, str]:
    """The digest of every file of a snapshot but its manifest, by its name within the folder."""
    return {name: sha256_of(folder / name) for name in sorted(_names(folder))}


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != MANIFEST:
            yield path.relative_to(folder).as_posix()


def check_whole(folder: Path, manifest: Manifest, named: Path) -> None:
    """Raise SnapshotError for a file that is missing or changed; `named` is told to people."""
    for name, digest in manifest.sha256.items():
        if not (folder / name).is_file():
            raise SnapshotError("error-snapshot-half", path=str(named), file=name)
        if sha256_of(folder / name) != digest:
            raise SnapshotError("error-snapshot-damaged", path=str(named), file=name)
