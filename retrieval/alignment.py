"""How much of a question a piece of text speaks of: term by term, through stems, n-grams, variants.

BM25 says which passages to look at; the alignment says what of the question stands in them, in
which sentence, and what does not stand there at all.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import grams, shared_beginning
from retrieval.analysis.numerals import read_numerals
from retrieval.analysis.stemming import stem
from retrieval.analysis.words import words_of
from retrieval.query import Query

# Two words are taken for forms of one when they are alike at least this much.
_LEAST_LIKENESS = 0.6
_LEAST_LETTERS = 4
# Letters by which words that may be forms of one are looked up.
_BEGINNING = 2


# Characters from the beginning of a text at which something stands.
Places = Sequence[int]


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text made ready for alignment: where its stems, folded words, numbers stand."""

    stems: Mapping[str, Places]
    words: Mapping[str, Places]
    words_by_beginning: Mapping[str, Sequence[str]]
    numbers: Mapping[int, Places]


@lru_cache(maxsize=4_000)
def prepare(text: str, language: Language) -> Text:
    """Analyse a piece of text once, for any number of questions."""
    words = words_of(text)
    stems: dict[str, list[int]] = defaultdict(list)
    folded: dict[str, list[int]] = defaultdict(list)
    for word in words:
        stems[stem(word.text, language)].append(word.start)
        folded[fold(word.text)].append(word.start)
    numbers: dict[int, list[int]] = defaultdict(list)
    for numeral in read_numerals(text, words, language):
        numbers[numeral.value].append(numeral.start)
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for one in folded:
        by_beginning[one[:_BEGINNING]].append(one)
    return Text(dict(stems), dict(folded), dict(by_beginning), dict(numbers))


def align(query: Query, text: Text) -> list[float]:
    """Return, for every term of the question, how surely the text speaks of it (0–1)."""
    return Aligner(query).align(text)


class Aligner:
    """Finds the terms of one question in any number of texts.

    The words as typed may be found in any likeness, their other names only by their stems.
    """

    def __init__(self, query: Query) -> None:
        """Lay out what to look for: stems, words as typed, phrases, each with its term's place."""
        self._size = len(query.terms)
        self._stems: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._words: list[tuple[int, str, float]] = []
        self._phrases: list[tuple[int, frozenset[str], float]] = []
        for column, term in enumerate(query.terms):
            for variant in term.variants[: term.typed]:  # each of one word
                self._stems[variant.stems[0]].append((column, variant.trust))
                self._words.append((column, variant.words[0], variant.trust))
            for name, trust in term.names.items():
                self._stems[name].append((column, trust))
            for phrase in term.phrases:
                self._phrases.append((column, frozenset(phrase.stems), phrase.trust))

    def align(self, text: Text) -> list[float]:
        """Return, for every term, how surely the text speaks of it (0–1)."""
        matches, stems = [0.0] * self._size, text.stems.keys()
        for stem_ in stems & self._stems.keys():
            for column, trust in self._stems[stem_]:
                matches[column] = max(matches[column], trust)
        for column, word, trust in self._words:
            if matches[column] < trust:
                matches[column] = max(matches[column], trust * _word_match(word, text))
        for column, phrase, trust in self._phrases:
            if matches[column] < trust and stems >= phrase:
                matches[column] = trust
        return matches

    def align_parts(
        self, text: Text, starts: Places, whole: Sequence[float]
    ) -> Sequence[Sequence[float]]:
        """Align the parts of a text, each as if it stood alone: a row a part, a column a term.

        The parts begin at `starts`, in order; `whole` is what `align` tells of all of it.
        """
        if len(starts) == 1:
            return [whole]
        rows = [[0.0] * self._size for _ in starts]
        for column, part, match in self._found(text, starts, whole):
            rows[part][column] = max(rows[part][column], match)
        return rows

    def _found(
        self, text: Text, starts: Places, whole: Sequence[float]
    ) -> Iterator[tuple[int, int, float]]:
        """Yield which term stands in which part, and how surely."""
        for stem_ in text.stems.keys() & self._stems.keys():
            for column, trust in self._stems[stem_]:
                for place in text.stems[stem_]:
                    yield column, _part(place, starts), trust
        for column, word, trust in self._words:
            for place, match in _word_places(word, text) if whole[column] else ():
                yield column, _part(place, starts), trust * match
        for column, phrase, trust in self._phrases:
            if text.stems.keys() >= phrase:
                holding = [{_part(place, starts) for place in text.stems[one]} for one in phrase]
                for part in set.intersection(*holding):
                    yield column, part, trust


def _part(place: int, starts: Places) -> int:
    return max(0, bisect_right(starts, place) - 1)


def _word_places(word: str, text: Text) -> Iterator[tuple[int, float]]:
    if word.isdecimal():
        for place in text.numbers.get(int(word), ()):
            yield place, 1.0
    elif len(word) >= _LEAST_LETTERS:
        for other in text.words_by_beginning.get(word[:_BEGINNING], ()):
            if likeness := _likeness(word, other):
                for place in text.words[other]:
                    yield place, likeness


def coverage(matches: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted share of the question that is matched (0–1); 0 without any weight."""
    total = sum(weights)
    matched = sum(match * weight for match, weight in zip(matches, weights, strict=True))
    return matched / total if total else 0.0


def _word_match(word: str, text: Text) -> float:
    if word.isdecimal():
        return float(int(word) in text.numbers)
    if len(word) < _LEAST_LETTERS:
        return 0.0
    candidates = text.words_by_beginning.get(word[:_BEGINNING])
    return max(_likeness(word, other) for other in candidates) if candidates else 0.0


@lru_cache(maxsize=100_000)
def _gram_set(folded_word: str) -> frozenset[str]:
    return frozenset(grams(folded_word))


@lru_cache(maxsize=200_000)
def _likeness(one: str, other: str) -> float:
    """How surely two words are forms of one: by their n-grams, or by their common beginning.

    Words that are less alike than forms of one are not alike at all.
    """
    ours, theirs = _gram_set(one), _gram_set(other)
    dice = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    beginning = shared_beginning(one, other)
    same = beginning / max(len(one), len(other)) if beginning >= _LEAST_LETTERS else 0.0
    likeness = max(dice, same)
    return likeness if likeness >= _LEAST_LIKENESS else 0.0
