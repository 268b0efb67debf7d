"""What changed between two editions of a law: article by article, word by word.

White space, the shape of quotation marks and dashes, and Latin letters in Cyrillic words are no
change. Two editions of the new Constitution number their articles alike; those of 1995 and 2026 do
not, so their articles are paired by what they say.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from corpus.document import Document
from corpus.edition import is_new
from retrieval.analysis.folding import unmixed
from retrieval.analysis.stemming import stem
from retrieval.analysis.stopwords import is_stopword
from retrieval.analysis.words import words_of
from retrieval.passage import Passage
from retrieval.segmentation import segment


class Fate(Enum):
    """What became of an article, or of a piece of its text."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that share a fate: same, added or removed; with the white space after them."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article in two editions; the pieces, in order, hold the words of both."""

    fate: Fate
    old_number: str
    new_number: str
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    pieces: tuple[Piece, ...]


Articles = Mapping[str, Sequence[Passage]]

# Two articles are taken for one from this share of common content words on, lessened by how far
# apart they stand in their texts. Of 1995 and 2026, all pairs above it are right in both languages.
_ALIKE = 0.31
_TOKEN = re.compile(r"\S+\s*")
_SHAPES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})


def compare(old: Document, new: Document) -> list[ArticleChange]:
    """Return every article of both editions in the order of the new one, then what is gone."""
    before, after = articles_of(old), articles_of(new)
    alike = is_new(old.version) == is_new(new.version)
    partners = {n: n for n in after if n in before} if alike else _pair_by_content(before, after)
    changes = [
        _change(before.get(partners.get(number, ""), ()), paragraphs)
        for number, paragraphs in after.items()
    ]
    gone = [number for number in before if number not in partners.values()]
    return [*changes, *(_change(before[number], ()) for number in gone)]


def articles_of(document: Document) -> dict[str, list[Passage]]:
    """Return the paragraphs of every article, by its number, in the order of the text."""
    articles: dict[str, list[Passage]] = {}
    for passage in segment(document):
        if passage.locator.article:
            articles.setdefault(passage.locator.article, []).append(passage)
    return articles


def _change(old: Sequence[Passage], new: Sequence[Passage]) -> ArticleChange:
    pieces = tuple(_pieces(_tokens(old), _tokens(new)))
    if not old or not new:
        fate = Fate.REMOVED if old else Fate.ADDED
    else:
        fate = Fate.SAME if all(piece.fate is Fate.SAME for piece in pieces) else Fate.CHANGED
    return ArticleChange(fate, _number(old), _number(new), tuple(old), tuple(new), pieces)


def _number(paragraphs: Sequence[Passage]) -> str:
    return paragraphs[0].locator.article if paragraphs else ""


def _tokens(paragraphs: Sequence[Passage]) -> list[str]:
    return _TOKEN.findall("\n".join(passage.text.strip() for passage in paragraphs))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Words of both texts in order: what both have is shown as the new text writes it."""
    matcher = SequenceMatcher(None, [*map(_shape, old)], [*map(_shape, new)], autojunk=False)
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if operation == "equal":
            yield Piece(Fate.SAME, "".join(new[new_from:new_to]))
            continue
        if old_from < old_to:
            yield Piece(Fate.REMOVED, "".join(old[old_from:old_to]))
        if new_from < new_to:
            yield Piece(Fate.ADDED, "".join(new[new_from:new_to]))


def _shape(token: str) -> str:
    """A word without what is no change; a capital is one."""
    word = token.strip().translate(_SHAPES)
    plain = unmixed(word.lower())
    return "".join(b.upper() if a.isupper() else b for a, b in zip(word, plain, strict=True))


def _pair_by_content(before: Articles, after: Articles) -> dict[str, str]:
    """Pair the articles that are each other's likeliest: new number → old number."""
    old = {number: _content(paragraphs) for number, paragraphs in before.items()}
    new = {number: _content(paragraphs) for number, paragraphs in after.items()}
    scores = {
        (n, o): _likeness(new[n], old[o]) * (1 - abs(i / len(new) - j / len(old)))
        for i, n in enumerate(new)
        for j, o in enumerate(old)
    }
    partners: dict[str, str] = {}
    for (number, other), score in sorted(scores.items(), key=lambda item: -item[1]):
        if score < _ALIKE:
            break
        if number not in partners and other not in partners.values():
            partners[number] = other
    return partners


def _content(paragraphs: Sequence[Passage]) -> frozenset[str]:
    return frozenset(
        stem(word.text, passage.document.language)
        for passage in paragraphs
        for word in words_of(passage.text)
        if not is_stopword(word.text)
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0
