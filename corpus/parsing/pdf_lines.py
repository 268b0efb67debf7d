"""A PDF page → its lines with their places; running heads and page numbers go."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdf import PageObject

_BOLD = re.compile(r"bold|black|heavy|semibold", re.I)
# Points. Fragments whose base lines differ by less stand in one line.
_SAME_LINE = 2.0
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:\d{1,4}|[ivxlc]{1,6})(?:[\W_]*(?:из|/|of)[\W_]*\d{1,4})?[\W_]*(?:бет|стр)?\W*", re.I
)
_DIGITS = re.compile(r"\d+")
# Lines at the top and at the bottom of a page that can be its head or foot.
_MARGIN_LINES = 2
_FEWEST_REPEATS = 3
_SHARE_OF_REPEATS = 0.3


# A font's dictionary, as pypdf hands it over.
Font = Mapping[str, Any] | None


class Fragment(NamedTuple):
    """A piece of text as the page draws it."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `x` and `y` (points, from below) are where its first letter stands."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool

    @property
    def is_indented_by_spaces(self) -> bool:
        """Whether the line begins with blanks, as some writers set the first of a paragraph."""
        return self.text.startswith("   ")


def lines_of(page: "PageObject") -> list[Line]:
    """Read a page's lines in the order it draws them, the fragments of a line from left to right.

    Links are often drawn after the rest of their line: places decide, not the order.
    """
    lines: list[list[Fragment]] = []

    def see(text: str, cm: Sequence[float], tm: Sequence[float], font: Font, size: float) -> None:
        if not text.strip("\n"):
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * tm[3] * cm[3]) or size
        bold = bool(_BOLD.search(str((font or {}).get("/BaseFont", ""))))
        fragment = Fragment(text.rstrip("\n"), x, y, height, bold)
        if lines and abs(lines[-1][-1].y - y) < _SAME_LINE:
            lines[-1].append(fragment)
        else:
            lines.append([fragment])

    page.extract_text(visitor_text=see)
    return [line for line in map(_join, lines) if line.text.strip()]


def _join(fragments: list[Fragment]) -> Line:
    ordered = sorted(fragments, key=lambda fragment: fragment.x)
    text = ordered[0].text
    for before, fragment in pairwise(ordered):
        follows = fragments.index(fragment) == fragments.index(before) + 1
        is_glued = text[-1:].isalnum() and fragment.text[:1].isalnum()
        text += (" " if is_glued and not follows else "") + fragment.text
    words = [fragment for fragment in ordered if fragment.text.strip()] or ordered
    longest = max(words, key=lambda fragment: len(fragment.text))
    bold = all(f.is_bold for f in words if any(map(str.isalpha, f.text)))
    return Line(text, words[0].x, words[0].y, longest.size, bold)


def without_margins(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Take out running heads and feet (they repeat on pages, at one height) and page numbers."""
    repeats = Counter(key for page in pages for key in {_key(line) for line in _margin_lines(page)})
    fewest = max(_FEWEST_REPEATS, _SHARE_OF_REPEATS * len(pages))
    return [_without_margin(page, {k for k, n in repeats.items() if n >= fewest}) for page in pages]


def _without_margin(page: list[Line], running: set[tuple[str, int]]) -> list[Line]:
    outer = _margin_lines(page)
    gone = {
        id(line)
        for line in outer
        if _key(line) in running or (line in _extremes(page) and _PAGE_NUMBER.fullmatch(line.text))
    }
    return [line for line in page if id(line) not in gone]


def _margin_lines(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    if len(by_height) <= 2 * _MARGIN_LINES:
        return by_height
    return [*by_height[:_MARGIN_LINES], *by_height[-_MARGIN_LINES:]]


def _extremes(page: list[Line]) -> Iterable[Line]:
    heights = [line.y for line in page]
    return [line for line in page if line.y in (min(heights), max(heights))]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", " ".join(line.text.split())), round(line.y / 4)
