"""Bytes → text in one shape: Unicode NFC, line feeds, no byte-order mark."""

import unicodedata

from corpus.errors import UnreadableError

# Characters that a text file never needs: their presence says that it is something else.
_BINARY = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A}


def decode(data: bytes, name: str) -> str:
    """Decode a text file's bytes; `name` is the file's, for the error's message.

    Raises UnreadableError when there is no text in it.
    """
    if not data.strip():
        raise UnreadableError("error-file-empty", name=name)
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("error-file-not-text", name=name) from error
    if any(ord(character) in _BINARY for character in text):
        raise UnreadableError("error-file-not-text", name=name)
    text = tidy(text)
    if not text.strip():
        raise UnreadableError("error-file-empty", name=name)
    return text


def tidy(text: str) -> str:
    """Bring decoded text to the stored shape: NFC, line feeds, no byte-order mark."""
    unbroken = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return unicodedata.normalize("NFC", unbroken)
