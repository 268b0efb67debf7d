"""A question → the index terms that look for it, with their weights."""

from collections.abc import Iterator
from dataclasses import dataclass

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
    stems: float = 1.5
    title: float = 0.4
    translation: float = 0.6
    synonym: float = 1.0
    stopword: float = 0.25
    rarity: float = 0.3
    guide: float = 0.5


def weigh(query: Query, weights: Weights) -> dict[Token, float]:
    """Return the weight of every index term of a question; one that comes twice counts once."""
    tokens: dict[Token, float] = {}
    for term in query.terms:
        importance = 1.0 if term.is_content else weights.stopword
        for token, weight in _term_weights(term, query.language, weights):
            tokens[token] = max(importance * weight, tokens.get(token, 0.0))
    tokens |= {("stems", f"#{number}"): weights.stems for number in query.numbers}
    return {token: weight for token, weight in tokens.items() if weight > 0}


def _term_weights(
    term: Term, language: Language, weights: Weights
) -> Iterator[tuple[Token, float]]:
    """The words as typed, their translations, and, by their stems alone, their synonyms.

    Synonyms share one weight: many of them say little each.
    """
    typed, others = term.variants[: term.typed], term.variants[term.typed :]
    synonyms = [variant for variant in others if variant.language is language]
    translations = [variant for variant in others if variant.language is not language]
    for variant in typed:
        yield from _all_fields(variant, variant.trust, weights)
    for variant in translations:
        yield from _all_fields(variant, weights.translation * variant.trust, weights)
    for variant in synonyms:
        share = weights.synonym * variant.trust / len(synonyms)
        yield from _stems(variant, share * weights.stems)


def _all_fields(variant: Variant, weight: float, weights: Weights) -> Iterator[tuple[Token, float]]:
    for word in variant.words:
        for gram in grams(word):
            yield ("grams", gram), weight * weights.grams
            yield ("title", gram), weight * weights.title
    yield from _stems(variant, weight * weights.stems)


def _stems(variant: Variant, weight: float) -> Iterator[tuple[Token, float]]:
    for stem in variant.stems:
        yield ("stems", stem), weight
