"""DOCX → blocks: paragraphs and table rows in their order, headings by style or by weight."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import UnreadableError
from corpus.parsing.blocks import Block, Content

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from lxml.etree import _Element

_HEADING_STYLES = ("heading", "title", "заголовок", "название", "тақырып")
_CONTENTS_STYLES = ("toc", "оглавление", "мазмұны")
_LONGEST_HEADING = 400
# What older programs are to show in place of the element before it.
_SAID_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# A line's end that the writer set to fit the page: the sentence goes on.
_BROKEN_SENTENCE = re.compile(r"(?<![.,;:!?])[ \xa0]*\n[ \xa0]*(?=[a-zа-яёәғқңөұүһі])")
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes, name: str) -> Content:
    """Read the words of a document as it would be printed: insertions in, deletions out.

    Raises UnreadableError where it is no DOCX, or broken.
    """
    from docx import Document as open_docx

    try:
        document = open_docx(io.BytesIO(data))
        return Content(list(_blocks(document)))
    except Exception as error:  # python-docx tells broken packages in a dozen ways
        raise UnreadableError("error-file-broken", name=name) from error


def _blocks(document: "DocxDocument") -> Iterator[Block]:
    from lxml import etree

    etree.strip_elements(document.element.body, _SAID_TWICE, with_tail=False)
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    for element in _parts(document.element.body):
        if _tag(element) == "tr":
            yield Block(" | ".join(filter(None, map(_words, _children(element, "tc")))))
            continue
        style = styles.get(_style_of(element), "")
        if not style.startswith(_CONTENTS_STYLES):
            text = _words(element)
            yield Block(text, style.startswith(_HEADING_STYLES) or _is_bold(element, text))


def _parts(body: "_Element") -> Iterator["_Element"]:
    """Paragraphs and plain rows; what stands inside a row or a text box is not met twice."""
    for element in body.iter("{*}p", "{*}tr"):
        if not any(_tag(outer) in ("p", "tr") for outer in element.iterancestors()):
            yield element


def _children(element: "_Element", tag: str) -> list["_Element"]:
    return [child for child in element if _tag(child) == tag]


def _words(element: "_Element") -> str:
    """The text of a paragraph or a cell; paragraphs inside are parted by a space."""
    pieces: list[str] = []
    for part in element.iter():
        tag = _tag(part)
        if tag == "t":
            pieces.append(part.text or "")
        elif tag == "p" and part is not element:
            pieces.append(" ")
        else:
            pieces.append(_BREAKS.get(tag, ""))
    return _BROKEN_SENTENCE.sub(" ", "".join(pieces)).strip()


def _is_bold(paragraph: "_Element", text: str) -> bool:
    """Whether every run with letters is set bold, as headings without a style are."""
    runs = [run for run in paragraph.iter() if _tag(run) == "r" and _words(run)]
    return bool(runs) and len(text) <= _LONGEST_HEADING and all(map(_has_weight, runs))


def _has_weight(run: "_Element") -> bool:
    marks = [mark for part in _children(run, "rPr") for mark in _children(part, "b")]
    return any(_value(mark) not in ("0", "false") for mark in marks)


def _style_of(paragraph: "_Element") -> str:
    styles = [mark for part in _children(paragraph, "pPr") for mark in _children(part, "pStyle")]
    return _value(styles[0]) if styles else ""


def _value(element: "_Element") -> str:
    return next((v for key, v in element.attrib.items() if str(key).endswith("}val")), "")


def _tag(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]
