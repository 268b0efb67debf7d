"""A child program that does what must not harm this one: JSON lines both ways.

What the child is doing can hang or crash in native code; here it is a line that does not come.
"""

import json
import os
import selectors
import subprocess
import sys
import time
import weakref
from collections.abc import Mapping
from typing import Any

_CHUNK = 65_536
# How long a child may take to end by itself.
_LAST_SECONDS = 2.0


class WorkerLostError(Exception):
    """The child has ended."""


class WorkerSilentError(Exception):
    """The child has said nothing for too long."""


class WorkerProcess:
    """One child: `python -m MODULE`, which ends when its standard input does."""

    def __init__(self, module: str) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for this program, which then ends the child
        )
        self._pending = b""
        self._end = weakref.finalize(self, _end, self._process)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, record: Mapping[str, Any]) -> None:
        """Send a line. Raises WorkerLostError."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(record).encode() + b"\n")
        except (OSError, ValueError) as error:  # a pipe that broke, or was closed here
            raise WorkerLostError from error

    def receive(self, seconds: float) -> dict[str, Any]:
        """Return the next line. Raises WorkerLostError, WorkerSilentError."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._pending:
            self._pending += self._read(deadline - time.monotonic())
        line, _, self._pending = self._pending.partition(b"\n")
        record: dict[str, Any] = json.loads(line)
        return record

    def _read(self, seconds: float) -> bytes:
        assert self._process.stdout
        if self._process.stdout.closed:
            raise WorkerLostError
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(max(0.0, seconds)):
                raise WorkerSilentError
        piece = os.read(self._process.stdout.fileno(), _CHUNK)
        if not piece:
            raise WorkerLostError
        return piece

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._end()

    def close(self) -> None:
        """Let it end."""
        self._end()


def _end(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    try:
        process.wait(_LAST_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()
