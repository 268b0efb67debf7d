"""Parsing in a process of its own: a file that would hang or swell costs its own process only.

Plain text, BEIR and cards are read here, where they cost least; the rest goes to a worker, one for
many files, that is ended when a file takes too long and started again for the next.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing import parse_file
from corpus.parsing.format import HEAD, Format, format_of
from corpus.parsing.names import legible

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# Seconds that a file may take until its first Document, and from one to the next.
_PATIENCE = 120
_READ_HERE = frozenset((Format.PLAIN, Format.BEIR, Format.CARD))


class Isolation:
    """Parses files as `parse_file` does, within bounds of time and memory."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        """`patience` in seconds."""
        self._patience = patience
        self._worker: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self._stop()

    def parse(self, path: Path) -> Iterator[Document | CorpusError]:
        """Yield what `parse_file` yields; a file that is too much for it comes as its error."""
        if os.name != "posix" or _format(path) in _READ_HERE:
            yield from parse_file(path)
            return
        connection = self._connection or self._start()
        is_done = False
        try:
            connection.send(path)
            while (parsed := self._receive(connection, path)) is not None:
                yield parsed
            is_done = True
        except (EOFError, ConnectionError) as error:
            raise UnreadableError("error-file-too-heavy", name=legible(path.name)) from error
        finally:
            if not is_done:
                self._stop()

    def _receive(self, connection: "Connection", path: Path) -> Document | CorpusError | None:
        if not connection.poll(self._patience):
            raise UnreadableError("error-file-too-heavy", name=legible(path.name))
        received: Document | CorpusError | None = connection.recv()
        return received

    def _start(self) -> "Connection":
        from multiprocessing.connection import Connection

        ours, theirs = socket.socketpair()
        with theirs:
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", "corpus.parsing.worker", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._connection = Connection(ours.detach())
        return self._connection

    def _stop(self) -> None:
        if self._connection:
            self._connection.close()
        if self._worker:
            self._worker.kill()
            self._worker.wait()
        self._worker = self._connection = None


def _format(path: Path) -> Format:
    """The format of a file; of what cannot be opened, plain: its error costs nothing to find."""
    try:
        if not path.is_file():
            return Format.PLAIN
        with path.open("rb") as file:
            return format_of(file.read(HEAD), path.name)
    except OSError:
        return Format.PLAIN
