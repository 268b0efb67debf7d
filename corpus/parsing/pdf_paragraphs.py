"""Lines of a PDF's pages → paragraphs: what the page broke is joined again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.parsing.blocks import Block
from corpus.parsing.law import ARTICLE, SECTION
from corpus.parsing.pdf_lines import Line

_NUMBERED = re.compile(r"\s*(?:\d+(?:[-.]\d+)*[.)]|[–—•·▪*-]|[а-яa-z]\))\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]*\s*$")
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)»”\]]")
_NO_SPACE_AFTER = re.compile(r"[(«“\[/]$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WIDE_GAP = 1.45
_OTHER_SIZE = 0.04
_BIG = 1.15
_INDENT = 4.0  # points
_FULL_LINE = 0.75  # of a long line's letters
_SHORT_LINE = 0.6
_HYPHENATED = 0.03  # share of lines that end in a broken word where a page is set with hyphens
_LONGEST_HEADING = 600
_FEWEST_ENTRIES = 4
_ENTRY = re.compile(r"(?:\.{3,}|…|\s)\s*(?P<page>\d{1,3})\s*$")

_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){3,})\s*\d+\s*$")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the pages are set: the left edge, the step from line to line, a long line's length."""

    edge: float
    step: float
    length: float
    size: float

    def is_indented(self, line: Line) -> bool:
        return line.is_indented_by_spaces or line.x > self.edge + _INDENT


def paragraphs_of(pages: Sequence[list[Line]]) -> list[Block]:
    """Join lines to paragraphs, over page ends too; headings are told by weight and size."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    size = _size(lines)
    groups: list[list[Line]] = []
    for page in pages:
        layout = _layout(page, size)
        for number, line in enumerate(page):
            if groups and not _begins(line, groups[-1], layout, is_page_start=number == 0):
                groups[-1].append(line)
            else:
                groups.append([line])
    join = _Joining(lines)
    blocks = [Block(join(group), _is_heading(group, size)) for group in groups]
    return _without_contents(blocks, len(pages))


def _size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _layout(page: list[Line], size: float) -> _Layout:
    edges = Counter(round(line.x) for line in page if not line.is_indented_by_spaces)
    steps = sorted(one.y - next_.y for one, next_ in pairwise(page))
    usual = [step for step in steps if step > size / 2]
    lengths = sorted(len(line.text.strip()) for line in page)
    return _Layout(
        edge=edges.most_common(1)[0][0] if edges else 0.0,
        step=usual[len(usual) // 4] if usual else 0.0,
        length=lengths[len(lengths) * 9 // 10] if lengths else 0,
        size=size,
    )


def _begins(line: Line, before: list[Line], layout: _Layout, *, is_page_start: bool) -> bool:
    """Whether a line begins a paragraph and does not go on with the one before."""
    last = before[-1]
    if _is_structure(line) or _is_structure(last) or line.is_indented_by_spaces:
        return True
    if _ENTRY.search(last.text) and (_LEADER.search(last.text) or _NUMBERED.match(line.text)):
        return True
    if abs(line.size - last.size) > _OTHER_SIZE * layout.size:
        return True
    is_bold = all(one.is_bold for one in before)
    if is_bold != line.is_bold and (is_bold or _starts_paragraph(line, last, layout)):
        return True
    ended = bool(_SENTENCE_END.search(last.text))
    if is_page_start:
        return layout.is_indented(line) or (ended and len(last.text) < _SHORT_LINE * layout.length)
    if layout.step and last.y - line.y > _WIDE_GAP * layout.step:
        return True
    return _starts_paragraph(line, last, layout)


def _starts_paragraph(line: Line, last: Line, layout: _Layout) -> bool:
    """What indents and the length of the line before say."""
    ended = bool(_SENTENCE_END.search(last.text))
    if layout.is_indented(line):
        is_same = abs(line.x - last.x) < _INDENT and not last.is_indented_by_spaces
        if not is_same and not ended and line.text[0].islower():
            return False  # both are centred
        is_full = len(last.text.strip()) >= _FULL_LINE * layout.length
        return not is_same or ended or not is_full or bool(_NUMBERED.match(line.text))
    is_short = len(last.text.strip()) < _SHORT_LINE * layout.length
    return ended and (is_short or bool(_NUMBERED.match(line.text)))


def _is_structure(line: Line) -> bool:
    return bool(ARTICLE.fullmatch(line.text.rstrip()) or SECTION.fullmatch(line.text.rstrip()))


def _is_heading(group: list[Line], size: float) -> bool:
    letters = sum(len(line.text) for line in group)
    stands_out = all(line.is_bold or line.size > _BIG * size for line in group)
    return stands_out and letters <= _LONGEST_HEADING


class _Joining:
    """Joins the lines of a paragraph; words that the page broke become whole."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(line.text)}
        broken = sum(1 for line in lines if _BROKEN_WORD.search(line.text.rstrip()))
        self._is_hyphenated = broken > _HYPHENATED * len(lines)

    def __call__(self, group: list[Line]) -> str:
        text = " ".join(group[0].text.split())
        for line in group[1:]:
            text = self._join(text, " ".join(line.text.split()))
        return text

    def _join(self, text: str, line: str) -> str:
        if text.endswith("\u00ad"):
            return text[:-1] + line
        broken = _BROKEN_WORD.search(text)
        if broken and line[:1].islower():
            return self._joined_word(text, broken[1], line)
        if text.endswith("-") and text[-2:-1].isalnum():
            return text + line
        is_tight = _NO_SPACE_BEFORE.match(line) or _NO_SPACE_AFTER.search(text)
        return text + ("" if is_tight else " ") + line

    def _joined_word(self, text: str, first: str, line: str) -> str:
        """Without its hyphen where the document knows the word so, or is set with hyphens."""
        rest = _WORD.match(line)
        second = rest[0] if rest else ""
        if f"{first}-{second}".lower() in self._words:
            return text + line
        is_word = (first + second).lower() in self._words
        return text[:-1] + line if is_word or self._is_hyphenated else text + line


def _without_contents(blocks: list[Block], pages: int) -> list[Block]:
    """Take out tables of contents: runs of entries that end in page numbers, which only grow."""
    kept: list[Block] = []
    for run in _runs(blocks, pages):
        if len(run) >= _FEWEST_ENTRIES and _page(run[0]) is not None:
            if kept and kept[-1].is_heading:
                kept.pop()
            continue
        kept.extend(run)
    return kept


def _runs(blocks: list[Block], pages: int) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in blocks:
        page, last = _page(block), _page(run[-1]) if run else None
        goes_on = page is not None and last is not None and last <= page <= pages
        if run and not goes_on:
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _page(block: Block) -> int | None:
    entry = _ENTRY.search(block.text)
    return int(entry["page"]) if entry else None
