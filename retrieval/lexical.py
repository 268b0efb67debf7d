"""The lexical channel: tantivy over n-grams and stems that our analyser makes.

Every passage is indexed as folded character 4-grams, as stems and with the grams of its
Document's title. A question becomes one flat disjunction of weighted terms over these fields,
scored by BM25 (k1 1.2, b 0.75), which tantivy evaluates without looking at every passage
(block-max WAND).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import log
from pathlib import Path

import tantivy

from corpus.document import Language, Span
from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import grams
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.stemming import stem
from retrieval.analysis.words import words_of
from retrieval.errors import DamagedIndexError, IndexBusyError
from retrieval.locator import Locator
from retrieval.passage import CHECKSUM_LENGTH, Hit, Passage
from retrieval.query import Query, Term
from retrieval.segmentation import SEGMENTATION_VERSION
from retrieval.weighting import Token, Weights, weigh

# Raise it when the analyser would make other terms of the same text.
_ANALYSER_VERSION = 1
_WRITER_HEAP = 64_000_000

_FIELDS = ("grams", "stems", "title")


class LexicalChannel:
    """Passages in a tantivy index on disk. One process writes at a time, any number read."""

    name = "lexical"
    stamp = f"{_ANALYSER_VERSION}.{SEGMENTATION_VERSION}"

    def __init__(self, path: Path, weights: Weights | None = None) -> None:
        """Open the index in the folder `path`; it is made where there is none.

        Raises DamagedIndexError when it cannot be read.
        """
        self._weights = weights or Weights()
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._writer: tantivy.IndexWriter | None = None
        try:
            self._index = tantivy.Index(_schema(), str(path))
        except ValueError as error:
            raise DamagedIndexError("error-index-damaged", path=str(path)) from error

    def add(self, passages: Sequence[Passage]) -> None:
        """Add passages; they are found after `commit`. Raises IndexBusyError."""
        writer = self._open_writer()
        for passage in passages:
            writer.add_document(_to_tantivy(passage))

    def remove(self, document_id: str) -> None:
        """Drop a Document's passages; gone after `commit`. Raises IndexBusyError."""
        self._open_writer().delete_documents_by_term("document", document_id)

    def commit(self) -> None:
        """Make what was added and removed durable and visible, and let other processes write."""
        if self._writer:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()

    def clear(self) -> None:
        """Drop all passages. Raises IndexBusyError."""
        self._open_writer().delete_all_documents()
        self.commit()

    def count(self) -> int:
        """How many passages are held."""
        return self._index.searcher().num_docs

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, the best first; scores are BM25's."""
        weights = self._telling(weigh(query, self._weights))
        if not weights:
            return []
        searcher = self._index.searcher()
        found = searcher.search(self._disjunction(weights), limit, count=False)
        return [_to_hit(searcher.doc(address), score) for score, address in found.hits]

    def ideal(self, query: Query) -> float:
        """The score of a passage that would hold every term of the question, as typed, once."""
        typed = (replace(term, variants=term.variants[: term.typed]) for term in query.terms)
        weights = self._telling(weigh(replace(query, terms=tuple(typed)), self._weights))
        searcher = self._index.searcher()
        return sum(
            weight * _idf(searcher.doc_freq(*token), searcher.num_docs)
            for token, weight in weights.items()
        )

    def _telling(self, weights: dict[Token, float]) -> dict[Token, float]:
        """Weigh tokens up by their rarity."""
        searcher = self._index.searcher()
        total = searcher.num_docs
        return {
            token: weight * _idf(searcher.doc_freq(*token), total) ** self._weights.rarity
            for token, weight in weights.items()
        }

    def rarity(self, term: Term) -> float:
        """How telling a term is: the idf of its commonest wording."""
        searcher = self._index.searcher()
        frequencies = (
            min(searcher.doc_freq("stems", stem_) for stem_ in variant.stems)
            for variant in term.variants
        )
        return _idf(max(frequencies), searcher.num_docs)

    def _disjunction(self, weights: dict[Token, float]) -> tantivy.Query:
        schema = self._index.schema
        should = tantivy.Occur.Should
        return tantivy.Query.boolean_query(
            [
                (should, tantivy.Query.boost_query(_term_query(schema, field, token), weight))
                for (field, token), weight in weights.items()
            ]
        )

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(_WRITER_HEAP, 1)
            except ValueError as error:
                raise IndexBusyError("error-index-busy") from error
        return self._writer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("document", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("place", stored=True, tokenizer_name="raw", index_option="basic")
    for field in _FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _term_query(schema: tantivy.Schema, field: str, token: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, field, token, index_option="freq")


def _to_tantivy(passage: Passage) -> tantivy.Document:
    span, language = passage.span, passage.document.language
    checksum = passage.document.checksum[:CHECKSUM_LENGTH]
    stored = f"{span.start} {span.end} {passage.locator.code} {checksum}"
    return tantivy.Document(
        document=passage.document.id,
        place=stored,
        grams=_gram_text(passage.text),
        stems=_stem_text(passage.text, language),
        title=_gram_text(f"{passage.document.title} {passage.heading}"),
    )


def _to_hit(stored: tantivy.Document, score: float) -> Hit:
    start, end, locator, checksum = str(stored.get_first("place")).split()
    document_id = str(stored.get_first("document"))
    span = Span(int(start), int(end))
    return Hit(document_id, checksum, span, Locator.from_code(locator), score)


def _gram_text(text: str) -> str:
    return " ".join(_word_grams(word.text) for word in words_of(text))


@lru_cache(maxsize=200_000)
def _word_grams(word: str) -> str:
    return " ".join(grams(fold(word)))


def _stem_text(text: str, language: Language) -> str:
    stems = [stem(word.text, language) for word in words_of(text)]
    return " ".join([*stems, *(f"#{n.value}" for n in numerals_of(text, language))])


def _idf(frequency: int, total: int) -> float:
    """Inverse document frequency as in BM25 of Lucene and tantivy."""
    return log(1 + (total - frequency + 0.5) / (frequency + 0.5))
