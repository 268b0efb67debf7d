"""Elements of HTML, XHTML and trafilatura's XML → blocks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.parsing.blocks import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 head".split())
_ROWS = frozenset("tr row".split())
_CELLS = frozenset("td th cell".split())
_BREAKS = frozenset("br lb".split())
_UNSEEN = ("script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "title")
# Elements at whose start and end a paragraph ends.
_EDGES = (
    _HEADINGS
    | _CELLS
    | frozenset(
        "p li item dt dd div section article blockquote quote pre figcaption caption body ul ol "
        "list table tbody thead tfoot figure main header footer aside".split()
    )
)
_LINE_END = "\0"
_CELL_END = " | "


def blocks_of(root: "_Element") -> Iterator[Block]:
    """Yield the blocks under `root`, in order; a table's row of plain cells is one block."""
    from lxml import etree

    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction, etree.Entity)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    pieces: list[str] = []
    row: _Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag).rpartition("}")[2]
        is_end = event == "end"
        if tag in _ROWS and row is None and _is_plain(element):
            yield from _paragraph(pieces)
            row = element
        elif is_end and element is row:
            yield from _paragraph(pieces)
            row = None
        elif row is not None:
            pieces.append(_CELL_END if is_end and tag in _CELLS else " " if tag in _EDGES else "")
        elif tag in _EDGES:
            yield from _paragraph(pieces, is_heading=is_end and tag in _HEADINGS)
        elif tag in _BREAKS and not is_end:
            pieces.append(_LINE_END)
        pieces.append((element.tail if is_end else element.text) or "")
    yield from _paragraph(pieces)


def _is_plain(row: "_Element") -> bool:
    """Whether a row holds words and not, as pages made of tables do, a page."""
    parts = sum(1 for _ in row.iter("{*}p", "{*}div", "{*}li", "{*}table", "{*}row"))
    return parts <= len(row) + 1


def _paragraph(pieces: list[str], *, is_heading: bool = False) -> Iterator[Block]:
    lines = " ".join("".join(pieces).split()).removesuffix(_CELL_END.rstrip())
    pieces.clear()
    if lines.strip(_LINE_END + " "):
        yield Block(lines.replace(_LINE_END, "\n"), is_heading)
