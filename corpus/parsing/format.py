"""Which format bytes are in: told by what they begin with, the file's ending only a hint."""

import json
import re
from enum import Enum
from pathlib import PurePath

# Bytes of a file's beginning that are enough to tell.
HEAD = 4096


class Format(Enum):
    """The formats that have a parser."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    FEED = "feed"
    BEIR = "beir"
    CARD = "card"
    """A card of the guide (corpus/guide/README.md)."""
    PDF = "pdf"
    PACKAGE = "package"
    """A zip file: an archive, or a DOCX or an EPUB, which its list of members tells."""
    UNKNOWN = "unknown"


_MAGIC = {
    b"%PDF-": Format.PDF,
    b"PK\x03\x04": Format.PACKAGE,
    b"PK\x05\x06": Format.PACKAGE,  # an archive of nothing
    b"{\\rtf": Format.UNKNOWN,
    b"\xd0\xcf\x11\xe0": Format.UNKNOWN,  # Word before 2007
    b"\x1f\x8b": Format.UNKNOWN,
    b"7z\xbc\xaf": Format.UNKNOWN,
    b"Rar!": Format.UNKNOWN,
}
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    rb"<(?:!doctype html|html|head|body|article|div|p|h1)[\s>]",
    re.I | re.S,
)
_MARKED = re.compile(rb"^#{1,6} \S|\]\(https?://|^\*\*[^*\n]+\*\*", re.M)
_FEWEST_MARKS = 2
_CARD = re.compile(rb"article = \d+\s+\[kk\]")


def format_of(head: bytes, name: str) -> Format:
    """Tell the format by a file's first bytes; `name` is the file's."""
    for magic, format_ in _MAGIC.items():
        if head.startswith(magic):
            return format_
    if b"%PDF-" in head[:1024]:  # some writers put a line before it
        return Format.PDF
    letters = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if letters.startswith(b"<"):
        return _format_of_markup(letters)
    return _format_of_text(letters, PurePath(name).suffix.lower())


def _format_of_markup(head: bytes) -> Format:
    if _FEED.search(head):
        return Format.FEED
    if _HTML.match(head):
        return Format.HTML
    return Format.UNKNOWN if head.startswith(b"<?xml") else Format.PLAIN


def _format_of_text(head: bytes, suffix: str) -> Format:
    if suffix == ".jsonl" or _is_record(head):
        return Format.BEIR
    if _CARD.match(head):
        return Format.CARD
    marks = len(_MARKED.findall(head))
    if suffix in (".md", ".markdown") or marks >= _FEWEST_MARKS:
        return Format.MARKDOWN
    return Format.PLAIN


def _is_record(head: bytes) -> bool:
    """Whether the first line is a record of a BEIR corpus, as far as it is seen."""
    if not head.startswith(b"{"):
        return False
    line, *more = head.split(b"\n", 1)
    if not more and len(head) >= HEAD // 2:
        return b'"_id"' in line
    try:
        record = json.loads(line)
    except ValueError:
        return False
    return isinstance(record, dict) and "_id" in record
