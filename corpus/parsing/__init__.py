"""Files and bytes → Documents, one module a format."""

from collections.abc import Iterator
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing.beir import parse_beir
from corpus.parsing.decoding import decode
from corpus.parsing.plain import parse_plain

LARGEST_FILE = 64 * 1024 * 1024


def parse_file(path: Path) -> Iterator[Document | CorpusError]:
    """Yield the Documents of one file; a part that cannot be read comes as its error.

    Raises UnreadableError where the file as a whole cannot be read.
    """
    if path.suffix == ".jsonl":
        yield from parse_beir(path)
    else:
        yield parse_plain(decode(_read(path), path.name), path.stem)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError("error-file-too-large", name=path.name)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError("error-file-unreadable", name=path.name, reason=reason) from error


__all__ = ["parse_file"]
