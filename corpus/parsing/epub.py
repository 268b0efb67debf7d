"""EPUB → blocks: the chapters in their reading order.

Format: https://www.w3.org/TR/epub-33/
"""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.errors import UnreadableError
from corpus.parsing.blocks import Block, Content, Particulars
from corpus.parsing.decoding import decode
from corpus.parsing.html import page_root
from corpus.parsing.markup import blocks_of
from corpus.parsing.package import read_member

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"


def read_epub(package: zipfile.ZipFile, name: str) -> Content:
    """Read a book. Raises UnreadableError where it is broken, encrypted or has no words."""
    container = _xml(package, _CONTAINER, name)
    place = next((str(root.get("full-path")) for root in container.iter("{*}rootfile")), "")
    book = _xml(package, place, name)
    blocks = [block for path in _chapters(book, place) for block in _blocks(package, path, name)]
    if not blocks:
        raise UnreadableError("error-file-empty", name=name)
    known = Particulars(title=_first(book, "title"), publisher=_first(book, "publisher"))
    return Content(blocks, known)


def _xml(package: zipfile.ZipFile, path: str, name: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(read_member(package, path, name), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("error-file-broken", name=name) from error


def _chapters(book: "_Element", place: str) -> Iterator[str]:
    """Paths of the chapters inside the package, in the order of the spine."""
    files = {str(item.get("id")): str(item.get("href")) for item in book.iter("{*}item")}
    for reference in book.iter("{*}itemref"):
        href = files.get(str(reference.get("idref")))
        if href:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(href)))


def _blocks(package: zipfile.ZipFile, path: str, name: str) -> Iterator[Block]:
    page = decode(read_member(package, path, name), name).text
    body = page_root(page, name).find("body")
    return blocks_of(body) if body is not None else iter(())


def _first(book: "_Element", tag: str) -> str:
    found = next(iter(book.iter("{http://purl.org/dc/elements/1.1/}" + tag)), None)
    return " ".join(str(found.text or "").split()) if found is not None else ""
