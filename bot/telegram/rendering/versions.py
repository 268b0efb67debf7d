"""An article in two versions: its paragraphs side by side, and the words that differ."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, product

from bot.answer import Answer, Citation
from bot.answering.attribution import edition_name
from bot.answering.splitting import without_markers
from bot.telegram.rendering.markup import one_line, visible
from corpus.document import Language

# Two paragraphs are taken for one from this share of common words on.
_ALIKE = 0.3
_EDGES = '.,;:!?«»“”"()–—-'
_POINT = re.compile(r"\d+(?:-\d+)?[.)]")

Runs = tuple[tuple[str, bool], ...]
"""Words in a row, and whether the other version lacks them."""


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph of one version, by the number of its citation."""

    number: int
    runs: Runs


Row = tuple[Side | None, Side | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The older and the newer version, by name, and their paragraphs; None where one has none."""

    old_name: str
    new_name: str
    rows: tuple[Row, ...]


def comparison_of(answer: Answer) -> Comparison | None:
    """Return the comparison that an answer is, None for any other answer."""
    documents = list(dict.fromkeys(citation.document for citation in answer.citations))
    if answer.generator != "verbatim" or len(documents) != 2:
        return None
    old, new = ([c for c in answer.citations if c.document == one] for one in documents)
    older, newer = (_name(one[0], answer.question.language) for one in (old, new))
    return Comparison(older, newer, tuple(_row(*pair) for pair in _pairs(old, new)))


def _name(citation: Citation, language: Language) -> str:
    article = replace(citation.passage.locator, point="", subpoint="")
    return one_line(f"{edition_name(citation.document, language)}, {article.render(language)}")


def _row(old: Citation | None, new: Citation | None) -> Row:
    if old is None or new is None:
        return _whole(old), _whole(new)
    gone, come = _differences(_words(old), _words(new))
    return Side(old.number, gone), Side(new.number, come)


def _whole(citation: Citation | None) -> Side | None:
    """A paragraph that stands alone: that it differs needs no emphasis."""
    return Side(citation.number, ((" ".join(_words(citation)), False),)) if citation else None


def _words(citation: Citation) -> list[str]:
    """The words of a paragraph as an answer shows it."""
    return without_markers(visible(citation.quote)).split()


def _differences(old: Sequence[str], new: Sequence[str]) -> tuple[Runs, Runs]:
    """The words of both, those marked that the other lacks."""
    matcher = SequenceMatcher(None, _comparable(old), _comparable(new), autojunk=False)
    blocks = matcher.get_matching_blocks()
    in_old = {block.a + n for block in blocks for n in range(block.size)}
    in_new = {block.b + n for block in blocks for n in range(block.size)}
    return tuple(_runs(old, in_old)), tuple(_runs(new, in_new))


def _runs(words: Sequence[str], kept: Container[int]) -> Iterator[tuple[str, bool]]:
    for is_changed, indices in groupby(range(len(words)), lambda n: n not in kept):
        yield " ".join(words[n] for n in indices), is_changed


def _comparable(words: Sequence[str]) -> list[str]:
    """What of the words can differ: how they are cased, marked and numbered is no difference."""
    first, *others = words
    return ["" if _POINT.fullmatch(first) else _shape(first), *map(_shape, others)]


def _shape(word: str) -> str:
    return word.strip(_EDGES).casefold()


def _pairs(
    old: Sequence[Citation], new: Sequence[Citation]
) -> Iterator[tuple[Citation | None, Citation | None]]:
    """Pair paragraphs that are alike, in the order of both, for the most likeness over all."""
    before, after = [*map(_shapes, old)], [*map(_shapes, new)]
    alike = [[_likeness(one, other) for other in after] for one in before]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, j in product(reversed(range(len(old))), reversed(range(len(new)))):
        best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((one, None) for one in old[i:])
    yield from ((None, one) for one in new[j:])


def _shapes(citation: Citation) -> set[str]:
    return {_shape(word) for word in _words(citation)}


def _likeness(one: set[str], other: set[str]) -> float:
    """The share of common words, 0 where it is too small to tell."""
    share = len(one & other) / max(len(one), len(other), 1)
    return share if share >= _ALIKE else 0.0
