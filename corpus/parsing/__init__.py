"""Files and bytes → Documents, one module a format; which one, the content says."""

import stat
from collections.abc import Iterator
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing.beir import parse_beir
from corpus.parsing.format import HEAD, Format, format_of
from corpus.parsing.names import id_of, legible

LARGEST_FILE = 64 * 1024 * 1024


def parse_file(path: Path) -> Iterator[Document | CorpusError]:
    """Yield the Documents of one file; a part that cannot be read comes as its error.

    A Notice is no error: it tells something of a file that went in. Raises UnreadableError where
    the file as a whole cannot be read.
    """
    name = legible(path.name)
    try:
        size = _size(path, name)
        with path.open("rb") as file:
            head = file.read(HEAD)
            file.seek(0)
            if format_of(head, path.name) is Format.BEIR:
                yield from parse_beir(file, name)
                return
            if size > LARGEST_FILE:
                raise UnreadableError("error-file-too-large", name=name)
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError("error-file-unreadable", name=name, reason=reason) from error
    from corpus.parsing.content import parse_bytes

    yield from parse_bytes(data, name, id_of(path.name))


def _size(path: Path, name: str) -> int:
    """Size of a plain file, bytes. What is none could be read without end: a pipe, a device."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableError("error-file-special", name=name)
    return state.st_size


__all__ = ["parse_file"]
