"""BEIR `corpus.jsonl` → Documents: a line each, with `_id`, `title`, `text`.

Format: https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset
"""

import json
from collections.abc import Iterator
from typing import IO, Any

from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing.decoding import tidy, without_controls
from corpus.parsing.language import language_of

# Bytes of a line; a record is a document, not a library.
_LONGEST_LINE = 16 * 1024 * 1024


def parse_beir(lines: IO[bytes], name: str) -> Iterator[Document | CorpusError]:
    """Yield a Document for each line; a line that is none comes as an error with its number."""
    for number, line in enumerate(_lines(lines), 1):
        place = f"{name}:{number}"
        if len(line) > _LONGEST_LINE:
            yield UnreadableError("error-line-too-long", name=place)
        elif line.strip():
            yield _parse_line(line, place)


def _lines(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines; of one that is too long its beginning, the rest is passed over."""
    while line := lines.readline(_LONGEST_LINE + 1):
        yield line
        while len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
            line = lines.readline(_LONGEST_LINE + 1)


def _parse_line(line: bytes, place: str) -> Document | CorpusError:
    try:
        record: Any = json.loads(line.decode("utf-8-sig"))
        document_id, title, text = (record.get(key) for key in ("_id", "title", "text"))
    except (ValueError, AttributeError, RecursionError):
        return UnreadableError("error-line-not-json", place=place)
    if document_id in (None, "") or not isinstance(text, str) or not text.strip():
        return UnreadableError("error-line-without-text", place=place)
    if not _can_be_stored(f"{document_id}{title}{text}"):
        return UnreadableError("error-line-not-unicode", place=place)
    name, text = without_controls(str(document_id)), without_controls(tidy(text))
    title = without_controls(tidy(str(title or ""))) or name
    return Document(id=name, title=title, text=text, language=language_of(text))


def _can_be_stored(text: str) -> bool:
    """Whether every character is one: JSON can name halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
