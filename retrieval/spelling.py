"""Mistyped words: the nearest word that the index or the lexicon knows.

N-grams forgive most slips by themselves; a corrected word also finds its stem and, through the
lexicon, its translation.
"""

from collections.abc import Mapping
from typing import Protocol

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.stemming import stem
from retrieval.lexicon import Lexicon

# Letters. A shorter word is too near to too many others.
_LEAST_LETTERS = 5
_FROM_TWO_SLIPS = 9
_BEGINNING = 2


class Vocabulary(Protocol):
    """The stems of what is indexed."""

    def holds(self, stem: str) -> bool:
        """Whether any passage holds that stem."""
        ...

    def stems(self, beginning: str) -> Mapping[str, int]:
        """The stems that begin so, with how many passages hold each."""
        ...


def correct(word: str, vocabulary: Vocabulary, lexicon: Lexicon) -> str:
    """Return the stem that a word is a misspelling of; empty when it is known or near to nothing.

    Nearness is the optimal string alignment distance of stems: one slip, from nine letters two;
    the first letter is taken to be right, or one of а/о, и/е. Of the nearest the commonest wins.
    """
    if len(word) < _LEAST_LETTERS or not word.isalpha() or word.isascii():
        return ""
    stems = list(dict.fromkeys([fold(word), *(stem(word, language) for language in Language)]))
    if any(map(vocabulary.holds, stems)) or lexicon.languages_of(word):
        return ""
    known: dict[str, int] = {}
    for beginning in {beginning for one in stems for beginning in _beginnings(one)}:
        known |= {one: 0 for one in lexicon.stems(beginning)}
        known |= vocabulary.stems(beginning)
    return _nearest(stems, known)


def _beginnings(word: str) -> set[str]:
    """The first letters with which the word may have been meant: «мо», «ом» for «омсква»."""
    first, second = word[0], word[1]
    alike = {"а": "о", "о": "а", "и": "е", "е": "и"}
    return {
        first + second,
        first + alike.get(second, second),
        alike.get(first, first) + second,
        second + first,
    }


def _nearest(stems: list[str], known: Mapping[str, int]) -> str:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found: list[tuple[float, int, str]] = []
    for one in stems:
        slips = 2 if len(one) >= _FROM_TWO_SLIPS else 1
        for candidate, distance, _ in process.extract(
            one, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=5
        ):
            if len(candidate) >= _LEAST_LETTERS - 1:
                found.append((distance, -known[candidate], candidate))
    return min(found)[2] if found else ""
