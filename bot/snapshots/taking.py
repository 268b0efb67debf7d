"""Taking a snapshot home: copied, checked, and only then opened.

What becomes of the folder it came from (a mount that is lost, a version that is pruned, a copy by
rsync that goes on) touches nothing that is open.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path

from bot.errors import SnapshotError
from bot.snapshots.folder import SnapshotFolder
from bot.snapshots.manifest import MANIFEST, Manifest, check_whole, read_manifest
from corpus.database import SCHEMA_VERSION

# Called with why a snapshot is passed over.
OnRefusal = Callable[[SnapshotError], None]

# How many stay at home: the one in use, and the one before it.
_KEPT = 2


class Taker:
    """Brings the newest snapshot that this program can read from one folder to another."""

    def __init__(
        self, published: Path, home: Path, stamps: Mapping[str, str], on_refusal: OnRefusal
    ) -> None:
        """Take where they are published, where they are kept, and the stamps that we can read."""
        self._published = SnapshotFolder(published)
        self._home = SnapshotFolder(home)
        self._stamps = stamps
        self._on_refusal = on_refusal

    def newest(self) -> Path:
        """Return the folder at home of the newest that fits, else of one that was taken before.

        Raises SnapshotError where there is none at all.
        """
        return next(self._taken_of(self._published.candidates()), None) or self._taken_before()

    def in_place_of(self, held: str) -> Path | None:
        """Return the folder at home of the one to be used; None where that is the held one."""
        others = takewhile(lambda name: name != held, self._published.candidates())
        return next(self._taken_of(others), None)

    def _taken_of(self, names: Iterable[str]) -> Iterator[Path]:
        """Take those that fit; tell of each that does not."""
        for name in names:
            try:
                yield self._taken(name)
            except SnapshotError as error:
                self._on_refusal(error)

    def _taken(self, name: str) -> Path:
        source = self._published[name]
        manifest = self._fitting(source)
        if name not in self._home:
            self._copy(name, source, manifest)
        if self._home.latest() != name:
            self._home.point_to(name)
        return self._home[name]

    def _fitting(self, folder: Path) -> Manifest:
        """The manifest of a snapshot that this program can read. Raises SnapshotError."""
        manifest = read_manifest(folder)
        if manifest.schema > SCHEMA_VERSION:
            raise SnapshotError("error-snapshot-newer", path=str(folder))
        for index, stamp in self._stamps.items():
            if manifest.stamps.get(index) != stamp:
                path, made = str(folder), manifest.stamps.get(index, "–")
                raise SnapshotError(
                    "error-snapshot-other", path=path, index=index, made=made, ours=stamp
                )
        return manifest

    def _copy(self, name: str, source: Path, manifest: Manifest) -> None:
        try:
            with self._home.held(waits=True), self._home.part() as part:
                if name in self._home:  # another process was quicker
                    return
                for file in (*manifest.sha256, MANIFEST):
                    _copy_file(source / file, part / file)
                check_whole(part, manifest, source)
                self._home.add(part, name)
                self._home.prune(_KEPT, name)
        except OSError as error:
            path, reason = str(source), error.strerror or str(error)
            raise SnapshotError("error-snapshot-untaken", path=path, reason=reason) from error

    def _taken_before(self) -> Path:
        for name in self._home.candidates():
            try:
                self._fitting(self._home[name])
            except SnapshotError as error:
                self._on_refusal(error)
                continue
            path = str(self._published.path)
            self._on_refusal(SnapshotError("error-snapshots-taken-before", path=path, name=name))
            return self._home[name]
        raise SnapshotError("error-snapshots-none", path=str(self._published.path))


def _copy_file(source: Path, target: Path) -> None:
    """Copy a file; one that is not there yet is told by `check_whole`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_file():
        shutil.copyfile(source, target)
