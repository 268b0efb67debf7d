"""How much of a question a piece of text speaks of: term by term, through stems, n-grams, variants.

BM25 says which passages to look at; the alignment says what of the question stands in them, in
which sentence, and what does not stand there at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import grams, shared_beginning
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.stemming import stem
from retrieval.analysis.words import words_of
from retrieval.query import Query, Term

# Two words are taken for forms of one when they are alike at least this much.
_LEAST_LIKENESS = 0.6
_LEAST_LETTERS = 4
# Letters by which words that may be forms of one are looked up.
_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text made ready for alignment."""

    stems: frozenset[str]
    words_by_beginning: Mapping[str, Sequence[str]]
    numbers: frozenset[int]


@lru_cache(maxsize=2_000)
def prepare(text: str, language: Language) -> Text:
    """Analyse a piece of text once, for any number of questions."""
    words = [word.text for word in words_of(text)]
    by_beginning: dict[str, list[str]] = {}
    for word in dict.fromkeys(map(fold, words)):
        by_beginning.setdefault(word[:_BEGINNING], []).append(word)
    return Text(
        stems=frozenset(stem(word, language) for word in words),
        words_by_beginning=by_beginning,
        numbers=frozenset(numeral.value for numeral in numerals_of(text, language)),
    )


def align(query: Query, text: Text, within: Sequence[float] | None = None) -> list[float]:
    """Return, for every term of the question, how surely the text speaks of it (0–1).

    The words as typed may be found in any likeness, their other names only by their stems.
    `within` are the matches of a longer text around this one: what does not stand there is not
    looked for here.
    """
    hopes = within or [1.0] * len(query.terms)
    pairs = zip(query.terms, hopes, strict=True)
    return [_term_match(term, text) if hope else 0.0 for term, hope in pairs]


def _term_match(term: Term, text: Text) -> float:
    best = 0.0
    for variant in term.variants[: term.typed]:  # each of one word
        match = variant.trust * _word_match(variant.words[0], variant.stems[0], text)
        if match == 1.0:
            return match
        best = max(best, match)
    for name in text.stems & term.names.keys():
        best = max(best, term.names[name])
    for phrase in term.phrases:
        if text.stems.issuperset(phrase.stems):
            best = max(best, phrase.trust)
    return best


def coverage(matches: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted share of the question that is matched (0–1); 0 without any weight."""
    total = sum(weights)
    matched = sum(match * weight for match, weight in zip(matches, weights, strict=True))
    return matched / total if total else 0.0


def _word_match(word: str, stem_: str, text: Text) -> float:
    if stem_ in text.stems:
        return 1.0
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
