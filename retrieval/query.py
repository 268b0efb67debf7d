"""A question as the search sees it: weighted terms, each with other ways to say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.stemming import stem
from retrieval.analysis.stopwords import is_stopword
from retrieval.analysis.transliteration import arabic_to_cyrillic, is_latin, latin_to_cyrillic
from retrieval.analysis.words import words_of
from retrieval.lexicon import Expansion, Lexicon

_TRANSLITERATED = 0.9
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to say a term: folded words, their stems, and how surely it says it (0–1)."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    trust: float
    language: Language


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question: `typed` variants of the word itself, the others expand it.

    A content term says what is asked about; the others (question words, conjunctions) only say
    how. A named term is a proper name or a number: a passage that lacks it speaks of something
    else.
    """

    variants: tuple[Variant, ...]
    is_content: bool
    is_named: bool = False
    typed: int = 1


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for the channels."""

    text: str
    language: Language
    terms: tuple[Term, ...]
    numbers: frozenset[int] = frozenset()


def build_query(text: str, language: Language, lexicon: Lexicon) -> Query:
    """Analyse a question: words, stems, numbers, and what the lexicon knows of them."""
    typed = [word.text for word in words_of(arabic_to_cyrillic(_MARKUP.sub(" ", text)))]
    words = [word.lower() for word in typed]
    readings = [latin_to_cyrillic(word) if is_latin(word) else word for word in words]
    expansions = lexicon.expand(readings)
    named = _named(typed)
    terms = (
        _term(word, reading, language, place in named, _at(expansions, place))
        for place, (word, reading) in enumerate(zip(words, readings, strict=True))
    )
    numbers = frozenset(numeral.value for numeral in numerals_of(text, language))
    return Query(text, language, tuple(terms), numbers)


def _named(words: Sequence[str]) -> frozenset[int]:
    """Places of numbers, and of capitalised words that do not begin the question.

    Where every word is capitalised, capitals tell nothing.
    """
    capitals = {place for place, word in enumerate(words) if place and word[0].isupper()}
    numbers = {place for place, word in enumerate(words) if word.isdecimal()}
    return frozenset(numbers | (capitals if len(capitals) <= len(words) // 2 else set()))


def _at(expansions: Sequence[Expansion], place: int) -> list[Expansion]:
    return [expansion for expansion in expansions if expansion.first <= place <= expansion.last]


def _term(
    word: str, reading: str, language: Language, is_named: bool, expansions: list[Expansion]
) -> Term:
    typed = [_variant((word,), language, 1.0)]
    if reading != word:
        typed.append(_variant((reading,), language, _TRANSLITERATED))
    others = [_variant(e.phrase, e.language, e.trust) for e in expansions]
    return Term((*typed, *others), not is_stopword(reading), is_named, len(typed))


def _variant(words: tuple[str, ...], language: Language, trust: float) -> Variant:
    stems = tuple(stem(word, language) for word in words)
    return Variant(tuple(map(fold, words)), stems, trust, language)
