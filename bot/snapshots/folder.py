"""A folder of snapshots: each in a folder of its own, and the one to be used named by a file.

Names are numbers that grow, with a digest behind them. A snapshot gets its name only once it is
whole; the file that points to one is replaced at once.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import SnapshotError

_NAME = re.compile(r"\d{6,}-[0-9a-f]{8}")
_LATEST, _LOCK, _PART = "latest", ".lock", ".part-"


class SnapshotFolder:
    """Snapshots beside one another. One process writes at a time, any number read."""

    def __init__(self, path: Path) -> None:
        """Take the folder; it is made when something is written."""
        self.path = path

    def __getitem__(self, name: str) -> Path:
        """The folder of a snapshot."""
        return self.path / name

    def __contains__(self, name: str) -> bool:
        """Whether there is a snapshot of that name."""
        return (self.path / name).is_dir()

    def names(self) -> list[str]:
        """The names of all snapshots, the newest first; none where there is no such folder."""
        try:
            found = [path.name for path in self.path.iterdir() if _NAME.fullmatch(path.name)]
        except OSError:
            return []
        return sorted(found, key=_number, reverse=True)

    def latest(self) -> str | None:
        """The name that is pointed to, if any."""
        try:
            name = (self.path / _LATEST).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        return name if _NAME.fullmatch(name) else None

    def candidates(self) -> list[str]:
        """The one that is pointed to, and after it those that are older, the newest first."""
        latest = self.latest()
        if latest is None:
            return []
        return [latest, *(name for name in self.names() if _number(name) < _number(latest))]

    def point_to(self, name: str) -> None:
        """Have that one be used. Raises SnapshotError where it is not there."""
        if name not in self:
            raise SnapshotError("error-snapshot-unknown", path=str(self.path), name=name)
        with tempfile.NamedTemporaryFile(
            "w", prefix=".latest-", dir=self.path, delete=False
        ) as file:
            file.write(f"{name}\n")
            os.fchmod(file.fileno(), 0o644)
        os.replace(file.name, self.path / _LATEST)

    def next_number(self) -> int:
        """A number above all."""
        return max(map(_number, self.names()), default=0) + 1

    @contextmanager
    def held(self, *, waits: bool) -> Iterator[None]:
        """Be the one that writes. Raises SnapshotError when another does, unless one waits."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise SnapshotError("error-snapshots-busy", path=str(self.path)) from error
            yield

    @contextmanager
    def part(self) -> Iterator[Path]:
        """A folder to make a snapshot in, gone afterwards unless it was added; for who holds us."""
        for left in self.path.glob(f"{_PART}*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        part = Path(tempfile.mkdtemp(prefix=_PART, dir=self.path))
        part.chmod(0o755)
        try:
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def add(self, part: Path, name: str) -> Path:
        """Give what was made its name."""
        part.rename(self[name])
        return self[name]

    def prune(self, keep: int, *used: str | None) -> list[str]:
        """Remove all but the newest and those in use; return the names of what is gone."""
        kept = {*self.names()[:keep], *used, self.latest()}
        gone = [name for name in self.names() if name not in kept]
        for name in gone:
            hidden = self.path / f"{_PART}{name}"
            self[name].rename(hidden)  # nobody finds half of it
            shutil.rmtree(hidden, ignore_errors=True)
        return gone


def _number(name: str) -> int:
    return int(name.partition("-")[0])
