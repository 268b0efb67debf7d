"""Markdown → blocks: its marks go, its words, list numbers and headings stay."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.parsing.blocks import Block, Content, Particulars
from corpus.parsing.dates import date_in

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---\n(?P<fields>.*?)\n---\n", re.S)
_FIELD = re.compile(r"^(?P<name>\w+) *: *[\"']?(?P<value>[^\n]*?)[\"']? *$", re.M)
_TAG = re.compile(r"<[^>]+>")
_TEXTS = frozenset(("text", "code_inline"))


def read_markdown(text: str) -> Content:
    """Read the blocks of a CommonMark text with tables; front matter gives the particulars."""
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    # Indented lines are paragraphs of a law more often than code.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    tokens = parser.parse(text[front.end() :] if front else text)
    return Content(list(_blocks(tokens)), _particulars(front["fields"] if front else ""))


def _particulars(fields: str) -> Particulars:
    known = {field["name"].lower(): field["value"] for field in _FIELD.finditer(fields)}
    return Particulars(
        title=known.get("title", ""),
        published=date_in(known.get("date", "")),
        publisher=known.get("publisher", ""),
        url=known.get("url", ""),
    )


def _blocks(tokens: Sequence["Token"]) -> Iterator[Block]:
    mark, is_heading = "", False
    cells: list[str] = []
    for token in tokens:
        if token.type in ("heading_open", "paragraph_open"):
            is_heading = token.type == "heading_open"
        elif token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "– "
        elif token.type == "tr_open":
            cells = []
        elif token.type in ("th_open", "td_open"):
            cells.append("")
        elif token.type == "inline" and cells:
            cells[-1] = _words(token)
        elif token.type == "inline":
            yield Block(mark + _words(token), is_heading)
            mark = ""
        elif token.type == "tr_close":
            yield Block(" | ".join(filter(None, cells)))
            cells = []
        elif token.type in ("fence", "html_block"):
            yield Block(_TAG.sub(" ", token.content))


def _words(inline: "Token") -> str:
    return "".join(map(_word, inline.children or ()))


def _word(token: "Token") -> str:
    if token.type in _TEXTS:
        return token.content
    if token.type == "softbreak":
        return " "
    is_break = token.type == "hardbreak" or token.content.startswith("<br")
    return "\n" if is_break else ""
