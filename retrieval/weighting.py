"""A question → the index terms that look for it, with their weights."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.document import Language
from retrieval.analysis.ngrams import grams
from retrieval.query import Query, Term, Variant

# A field of the index and a token in it.
Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the lexical channel counts for; set on the dev sets (docs/retrieval.md).

    `grams`, `stems`, `title` are the fields'; `translation` and `synonym` multiply what the lexicon
    adds, `stopword` the words that ask; `rarity` is the power of idf beyond BM25's own; `guide` is
    for the articles that the guide finds, as a share of the ideal score.
    """

    grams: float = 1.0
    stems: float = 0.9
    title: float = 0.6
    translation: float = 0.6
    synonym: float = 1.0
    stopword: float = 0.25
    rarity: float = 0.3
    guide: float = 0.3


class Weighed(NamedTuple):
    """The weight of every index term of a question; `typed`: of those of its words as typed."""

    tokens: Mapping[Token, float]
    typed: Mapping[Token, float]


def weigh(query: Query, weights: Weights) -> Weighed:
    """Weigh the index terms of a question; one that comes twice counts once, as its best."""
    typed = {("stems", f"#{number}"): weights.stems for number in query.numbers}
    added: dict[Token, float] = {}
    for term in query.terms:
        importance = 1.0 if term.is_content else weights.stopword
        _keep_best(typed, importance, _typed(term, weights))
        _keep_best(added, importance, _added(term, query.language, weights))
    tokens = dict(typed)
    _keep_best(tokens, 1.0, added.items())
    return Weighed(tokens, typed)


def _keep_best(
    tokens: dict[Token, float], importance: float, weighted: Iterable[tuple[Token, float]]
) -> None:
    for token, weight in weighted:
        if importance * weight > tokens.get(token, 0.0):
            tokens[token] = importance * weight


def _typed(term: Term, weights: Weights) -> Iterator[tuple[Token, float]]:
    for variant in term.variants[: term.typed]:
        yield from _all_fields(variant, variant.trust, weights)


def _added(term: Term, language: Language, weights: Weights) -> Iterator[tuple[Token, float]]:
    """The translations and synonyms of a word, by their stems alone.

    Synonyms share one weight: many of them say little each.
    """
    others = term.variants[term.typed :]
    synonyms = sum(variant.language is language for variant in others)
    for variant in others:
        is_synonym = variant.language is language
        trust = weights.synonym / synonyms if is_synonym else weights.translation
        yield from _stems(variant, trust * variant.trust * weights.stems)


def _all_fields(variant: Variant, weight: float, weights: Weights) -> Iterator[tuple[Token, float]]:
    for word in variant.words:
        for in_text, in_title in _gram_tokens(word):
            yield in_text, weight * weights.grams
            yield in_title, weight * weights.title
    yield from _stems(variant, weight * weights.stems)


@lru_cache(maxsize=50_000)
def _gram_tokens(word: str) -> Sequence[tuple[Token, Token]]:
    return [(("grams", gram), ("title", gram)) for gram in grams(word)]


def _stems(variant: Variant, weight: float) -> Iterator[tuple[Token, float]]:
    for stem in variant.stems:
        yield ("stems", stem), weight
