"""Bytes → text in one shape: Unicode NFC, line feeds, no byte-order mark."""

import re
import unicodedata
from typing import NamedTuple

from corpus.errors import UnreadableError
from corpus.parsing.encodings import UTF_8, Encoding, encoding_of

# Characters that a text file never needs: their presence says that it is something else.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Characters that a terminal obeys: all but tabs and line feeds.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Blanks in such a run carry nothing, and cost every pattern that looks for a line's end.
_LONG_BLANK = re.compile(r"[^\S\n]{200,}")
# Characters. No text that people read has such a line; a data file has.
_LONGEST_LINE = 1_000_000


class Decoded(NamedTuple):
    """A file's text, and the encoding it was in."""

    text: str
    encoding: Encoding

    @property
    def was_guessed(self) -> bool:
        """Whether the encoding is another than UTF-8, and people should know which."""
        return self.encoding is not UTF_8


def decode(data: bytes, name: str) -> Decoded:
    """Decode a text file's bytes; `name` is the file's, for the error's message.

    UTF-8, UTF-16, Windows-1251, KOI8-R, CP866 and the Kazakh KZ-1048 and PTCP154 are told apart.
    Raises UnreadableError when there is no text in it.
    """
    if not data.strip():
        raise UnreadableError("error-file-empty", name=name)
    decoded = _decode(data, name)
    text = tidy(decoded.text)
    if _BINARY.search(text):
        raise UnreadableError("error-file-not-text", name=name)
    if not text.strip():
        raise UnreadableError("error-file-empty", name=name)
    return Decoded(without_controls(text), decoded.encoding)


def refuse_endless_lines(text: str, name: str) -> None:
    """Raise UnreadableError where a line is longer than any that people write."""
    start = 0
    while start < len(text):
        end = text.find("\n", start, start + _LONGEST_LINE + 1)
        if end < 0 and len(text) - start > _LONGEST_LINE:
            raise UnreadableError("error-line-too-long", name=name)
        start = end + 1 if end >= 0 else len(text)


def _decode(data: bytes, name: str) -> Decoded:
    encoding = UTF_8 if _is_utf_8(data) else encoding_of(data)
    if encoding is None:
        raise UnreadableError("error-file-not-text", name=name)
    try:
        return Decoded(data.decode(encoding.codec), encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("error-file-not-text", name=name) from error


def _is_utf_8(data: bytes) -> bool:
    """Whether it is valid UTF-8 without zero bytes, which UTF-16 is full of."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return 0 not in data


def without_controls(text: str) -> str:
    """Put a space in the place of every character that is an order to a terminal and no text."""
    return _CONTROLS.sub(" ", text)


def tidy(text: str) -> str:
    """Bring decoded text to the stored shape: NFC, line feeds, no byte-order mark."""
    unbroken = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return _LONG_BLANK.sub(" ", unicodedata.normalize("NFC", unbroken))
