"""A web page → its main text and what its own metadata says of it."""

import re
from typing import TYPE_CHECKING

from corpus.errors import UnreadableError
from corpus.parsing.blocks import Block, Content, Particulars
from corpus.parsing.dates import date_in
from corpus.parsing.markup import blocks_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# lxml takes no str that declares an encoding of its own.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(text: str, name: str) -> Content:
    """Read a page's main text, without menus and comments; `name` is the file's, for the errors.

    Raises UnreadableError where there is none, and where elements are nested without end.
    """
    from trafilatura import bare_extraction

    root = page_root(text, name)
    found = bare_extraction(
        root,
        with_metadata=True,
        include_comments=False,
        # The date that the page states, never one guessed from its words.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = getattr(found, "body", None)
    blocks = list(blocks_of(body)) if body is not None else []
    if not any(block.text and not block.is_heading for block in blocks):
        raise UnreadableError("error-page-without-text", name=name)
    return Content(_without_repeated_title(blocks, found), _particulars(found))


def page_root(text: str, name: str) -> "_Element":
    """Parse HTML that may be broken. Raises UnreadableError where it is nested without end."""
    from lxml import etree, html

    parser = html.HTMLParser()
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError("error-page-without-text", name=name) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableError("error-page-too-deep", name=name)
    return root


def _particulars(found: object) -> Particulars:
    def known(field: str) -> str:
        return str(getattr(found, field, None) or "")

    return Particulars(known("title"), date_in(known("date")), known("sitename"), known("url"))


def _without_repeated_title(blocks: list[Block], found: object) -> list[Block]:
    """The page's own first heading is its title once more."""
    is_title = blocks[0].text == getattr(found, "title", None)
    return blocks[1:] if is_title and len(blocks) > 1 else blocks
