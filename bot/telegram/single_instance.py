"""One bot a data folder: two would answer the same inbox."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import SettingsError


@contextmanager
def only_instance(home: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system takes back from a program that dies.

    Raises SettingsError while another program holds it.
    """
    with (home / "telegram.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SettingsError("error-telegram-running", path=str(home)) from error
        yield
