"""Blocks: what a formatted file is made of, and how they become one stored text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.parsing.decoding import tidy, without_controls
from corpus.parsing.law import kind_of_law


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list or a row of a table."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a file's own metadata says of it; empty where it says nothing."""

    title: str = ""
    published: date | None = None
    publisher: str = ""
    url: str = ""


UNKNOWN = Particulars()


@dataclass(frozen=True, slots=True)
class Content:
    """What a parser reads out of a formatted file."""

    blocks: Sequence[Block]
    particulars: Particulars = UNKNOWN


def compose(content: Content) -> str:
    """Write the blocks as one text: the title, then a paragraph a line, headings with `## `.

    A law is written without the marks: its headings are known by their words.
    """
    blocks = [Block(_one_shape(block.text), block.is_heading) for block in content.blocks]
    blocks = _with_title([block for block in blocks if block.text], content.particulars.title)
    plain = "\n".join(block.text for block in blocks)
    if kind_of_law(plain, ""):
        return plain
    return "\n".join(_lines(blocks))


def _with_title(blocks: list[Block], title: str) -> list[Block]:
    title = _one_shape(title).replace("\n", " ")
    if title and not (blocks and blocks[0].text == title):
        return [Block(title), *blocks]
    return [Block(block.text) for block in blocks[:1]] + blocks[1:]


def _lines(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield f"## {' '.join(block.text.split())}" if block.is_heading else block.text


def _one_shape(text: str) -> str:
    """NFC, single spaces, no white space around lines, no empty lines, no invisible hyphens."""
    lines = (
        " ".join(line.split())
        for line in without_controls(tidy(text)).replace("\u00ad", "").split("\n")
    )
    return "\n".join(line for line in lines if line)
