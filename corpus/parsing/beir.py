"""BEIR `corpus.jsonl` → Documents: a line each, with `_id`, `title`, `text`.

Format: https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing.decoding import tidy
from corpus.parsing.language import language_of


def parse_beir(path: Path) -> Iterator[Document | CorpusError]:
    """Yield a Document for each line; a line that is none comes as an error with its number."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _parse_line(line, f"{path.name}:{number}")
    except UnicodeDecodeError as error:
        raise UnreadableError("error-file-not-text", name=path.name) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError("error-file-unreadable", name=path.name, reason=reason) from error


def _parse_line(line: str, place: str) -> Document | CorpusError:
    try:
        record: Any = json.loads(line)
        document_id, title, text = (record.get(key) for key in ("_id", "title", "text"))
    except (ValueError, AttributeError):
        return UnreadableError("error-line-not-json", place=place)
    if document_id in (None, "") or not isinstance(text, str) or not text.strip():
        return UnreadableError("error-line-without-text", place=place)
    text = tidy(text)
    title = tidy(str(title or "")) or str(document_id)
    return Document(id=str(document_id), title=title, text=text, language=language_of(text))
