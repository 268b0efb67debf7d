"""A disk that can be filled and freed under a program that runs."""

import os
import resource
import shutil
import subprocess
from contextlib import contextmanager

_SIZE = 96 * 1024**2
_CHUNKS = 1_048_576, 4_096, 1


class Disk:
    """A folder on a small disk of its own; without the right to mount, limits stand in for one.

    `fill` takes every byte that is left. The limit is that of one process: no file of it grows.
    """

    def __init__(self, folder, *, is_mounted):
        self.folder = folder
        self.is_mounted = is_mounted
        self._ballast = folder / "ballast"

    def fill(self, pid):
        """Let nothing more be written by that process."""
        if self.is_mounted:
            with self._ballast.open("wb", buffering=0) as ballast:
                for size in _CHUNKS:
                    _write_until_full(ballast, b"\0" * size)
        else:
            _limit(pid, 0)

    def free(self, pid):
        """Let there be room again."""
        if self.is_mounted:
            self._ballast.unlink()
        else:
            _limit(pid, resource.RLIM_INFINITY)


def _write_until_full(file, piece):
    try:
        while file.write(piece):
            pass
    except OSError:
        return


def _limit(pid, size):
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def small_disk(folder, filled):
    """A disk at the folder, with a copy of a home that is filled in `folder/home`."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    is_mounted = os.geteuid() == 0 and not subprocess.run(mount, capture_output=True).returncode
    try:
        shutil.copytree(filled, folder / "home")
        yield Disk(folder, is_mounted=is_mounted)
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
