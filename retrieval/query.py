"""A question as the search sees it: weighted terms, each with other ways to say it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.stemming import stem
from retrieval.analysis.stopwords import is_light, is_stopword
from retrieval.analysis.transliteration import arabic_to_cyrillic, is_latin, latin_to_cyrillic
from retrieval.analysis.words import words_of
from retrieval.filter import EVERYTHING, Filter
from retrieval.lexicon import Expansion, Lexicon
from retrieval.spelling import Vocabulary, correct

# How surely a word is meant so: read from another alphabet, corrected.
_READ, _CORRECTED = 0.9, 0.7
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

    names: Mapping[str, float] = field(init=False)
    """The stems of its one-word expansions, each with its trust."""
    phrases: tuple[Variant, ...] = field(init=False)
    """Its longer expansions."""

    def __post_init__(self) -> None:
        """Sort the expansions once, for they are looked for in many passages."""
        others = self.variants[self.typed :]
        singles = sorted((v for v in others if len(v.stems) == 1), key=lambda v: v.trust)
        object.__setattr__(self, "names", {v.stems[0]: v.trust for v in singles})
        object.__setattr__(self, "phrases", tuple(v for v in others if len(v.stems) > 1))


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for the channels.

    `articles` of the new Constitution are those that the guide finds for it, each with how surely
    (0–1).
    """

    text: str
    language: Language
    terms: tuple[Term, ...]
    numbers: frozenset[int] = frozenset()
    articles: Mapping[str, float] = field(default_factory=dict)
    filter: Filter = EVERYTHING


def build_query(
    text: str, language: Language, lexicon: Lexicon, vocabulary: Vocabulary | None = None
) -> Query:
    """Analyse a question: words, stems, numbers, and what the lexicon knows of them.

    A word that neither the lexicon nor the vocabulary knows is also read as the nearest they do.
    """
    typed = [word.text for word in words_of(arabic_to_cyrillic(_MARKUP.sub(" ", text)))]
    words = [word.lower() for word in typed]
    readings = [latin_to_cyrillic(word) if is_latin(word) else word for word in words]
    named = _named(typed)
    meant = [
        correct(reading, vocabulary, lexicon) if vocabulary and place not in named else ""
        for place, reading in enumerate(readings)
    ]
    expansions = lexicon.expand([m or r for m, r in zip(meant, readings, strict=True)])
    terms = (
        _term(word, _readings(word, reading, right), language, place in named, others)
        for place, (word, reading, right) in enumerate(zip(words, readings, meant, strict=True))
        for others in [_at(expansions, place)]
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


def _readings(word: str, reading: str, meant: str) -> dict[str, float]:
    """What else a typed word may say, and how surely: its Cyrillic, its correction."""
    others = {reading: _READ, meant: _CORRECTED}
    return {other: trust for other, trust in others.items() if other and other != word}


def _term(
    word: str,
    readings: Mapping[str, float],
    language: Language,
    is_named: bool,
    expansions: list[Expansion],
) -> Term:
    typed = [_variant((word,), language, 1.0)]
    typed += [_variant((other,), language, trust) for other, trust in readings.items()]
    trust = min(readings.values(), default=1.0)
    expanded = [_variant(e.phrase, e.language, trust * e.trust) for e in expansions]
    is_content = not any(is_stopword(one) or is_light(one) for one in (word, *readings))
    return Term((*typed, *expanded), is_content, is_named, len(typed))


def _variant(words: tuple[str, ...], language: Language, trust: float) -> Variant:
    stems = tuple(stem(word, language) for word in words)
    return Variant(tuple(map(fold, words)), stems, trust, language)
