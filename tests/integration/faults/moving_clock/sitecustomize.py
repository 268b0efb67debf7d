"""The wall clock of a process whose PYTHONPATH names this folder: moved by what a file says."""

import os
import time

_told = time.time


def _moved():
    try:
        with open(os.environ["MOVED_CLOCK"]) as file:
            return _told() + float(file.read() or 0)
    except OSError:
        return _told()


time.time = _moved
