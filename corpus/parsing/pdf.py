"""PDF → blocks and the pages that have no text."""

import io
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.errors import Notice, UnreadableError
from corpus.parsing.blocks import Content
from corpus.parsing.pdf_lines import Line, lines_of, without_margins
from corpus.parsing.pdf_paragraphs import paragraphs_of

if TYPE_CHECKING:
    from pypdf import PageObject

_MOST_PAGES = 5000
# Every PDF ends with this mark; one that was cut off does not.
_END, _TAIL = b"%%EOF", 4096


def read_pdf(data: bytes, name: str) -> tuple[Content, list[Notice]]:
    """Read the text of a PDF; pages that are pictures only are told in notices.

    Raises UnreadableError where it is broken, encrypted, too long, or has no text at all.
    """
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says is in our errors
    if _END not in data[-_TAIL:]:
        raise UnreadableError("error-file-broken", name=name)
    try:
        pages = _pages(data, name)
        lines = [lines_of(page) for page in pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableError("error-file-broken", name=name) from error
    except (RecursionError, AssertionError, NotImplementedError, OSError) as error:
        raise UnreadableError("error-file-broken", name=name) from error
    if not any(lines):
        raise UnreadableError("error-pdf-without-text", name=name)
    return Content(paragraphs_of(without_margins(lines))), _scanned(pages, lines, name)


def _pages(data: bytes, name: str) -> Sequence["PageObject"]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(data))
    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:  # it is encrypted in a way that pypdf does not know
        locked = True
    if locked:
        raise UnreadableError("error-file-encrypted", name=name)
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableError("error-file-too-many-pages", name=name, limit=_MOST_PAGES)
    return list(reader.pages)


def _scanned(pages: Sequence["PageObject"], lines: Sequence[list[Line]], name: str) -> list[Notice]:
    empty = [
        str(number)
        for number, (page, found) in enumerate(zip(pages, lines, strict=True), 1)
        if not found and _has_picture(page)
    ]
    return [Notice("notice-pages-without-text", name=name, pages=", ".join(empty))] if empty else []


def _has_picture(page: "PageObject") -> bool:
    try:
        objects = (page.get("/Resources") or {}).get("/XObject") or {}
        drawn = objects.get_object() if hasattr(objects, "get_object") else objects
        return any(drawn[key].get_object().get("/Subtype") == "/Image" for key in drawn)
    except (AttributeError, KeyError, TypeError):
        return False
