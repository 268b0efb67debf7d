"""The lexical channel: tantivy over n-grams and stems that our analyser makes.

Every passage is indexed as folded character 4-grams, as stems and with the grams of its
Document's title. A question becomes one flat disjunction of weighted terms over these fields,
scored by BM25 (k1 1.2, b 0.75), which tantivy evaluates without looking at every passage
(block-max WAND).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from math import fsum, log, pow
from pathlib import Path

import tantivy

from corpus.document import Language, Span
from corpus.edition import NEW_EDITIONS
from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import grams
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.stemming import stem
from retrieval.analysis.words import words_of
from retrieval.errors import DamagedIndexError, IndexBusyError
from retrieval.filter import Filter
from retrieval.locator import Locator
from retrieval.passage import CHECKSUM_LENGTH, Hit, Passage
from retrieval.query import Query, Term
from retrieval.segmentation import SEGMENTATION_VERSION
from retrieval.weighting import Token, Weights, weigh

# Raise it when the analyser would make other terms of the same text.
_ANALYSER_VERSION = 5
_WRITER_HEAP = 64_000_000
# Of the stems that begin alike, how many of the commonest a misspelling is compared with.
_MOST_STEMS = 5_000
# Of all articles of one number together.
_MOST_PARAGRAPHS = 2_000
# Tokens whose rarity is remembered.
_MOST_RARITIES = 200_000

_FIELDS = ("grams", "stems", "title")

_Clause = tuple[tantivy.Occur, tantivy.Query]


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
        self._known_rarities: dict[Token, float] = {}
        with self._damage_told():
            self._index = tantivy.Index(_schema(), str(path))

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
        self.reload()

    def reload(self) -> None:
        """See what other processes have committed."""
        with self._damage_told():
            self._index.reload()
        self._known_rarities = {}  # a search in another thread goes on with those it has

    def clear(self) -> None:
        """Drop all passages. Raises IndexBusyError."""
        self._open_writer().delete_all_documents()
        self.commit()

    def count(self) -> int:
        """How many passages are held."""
        return self._index.searcher().num_docs

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, the best first.

        Scores are shares of the question's ideal, the BM25 of a passage that would hold all its
        words as typed, once: so they mean the same for short and for long questions. The
        paragraphs of an article that the guide found score that much of the ideal more.
        """
        weighed = weigh(query, self._weights)
        rarities = self._rarities(weighed.tokens)
        ideal = self._ideal(weighed.typed, rarities)
        if not ideal:
            return []
        clauses = [*self._words(weighed.tokens, rarities), *self._narrowing(query.filter)]
        found = self._found(clauses, limit, ideal)
        if query.articles:  # apart, so that tantivy need not look at every passage for them
            lifted = self._lifted(clauses, query, limit, ideal)
            known = {(hit.document_id, hit.span) for hit in lifted}
            found = [*lifted, *(h for h in found if (h.document_id, h.span) not in known)]
            found.sort(key=lambda hit: -hit.score)
        return found[:limit]

    def _lifted(
        self, clauses: Sequence[_Clause], query: Query, limit: int, ideal: float
    ) -> list[Hit]:
        """Hits among the paragraphs of the guide's articles, lifted by its trust in each."""
        among = [self._one_of("article", query.articles), self._one_of("version", NEW_EDITIONS)]
        trust = {article: self._weights.guide * sure for article, sure in query.articles.items()}
        return [
            replace(hit, score=hit.score + trust[hit.locator.article])
            for hit in self._found([*clauses, *among], limit, ideal)
        ]

    def _found(self, clauses: Sequence[_Clause], limit: int, ideal: float = 1.0) -> list[Hit]:
        searcher = self._index.searcher()
        with self._damage_told():
            found = searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False)
            return [_to_hit(searcher.doc(address), score / ideal) for score, address in found.hits]

    def article(self, number: str) -> list[Hit]:
        """Return the paragraphs of every article of that number, in no order."""
        return self._found([self._one_of("article", [number])], _MOST_PARAGRAPHS)

    def version(self, version: str) -> list[Hit]:
        """Return the first paragraph that is found of every Document of a version."""
        hits = self._found([self._one_of("version", [version])], _MOST_PARAGRAPHS)
        return list({hit.document_id: hit for hit in hits}.values())

    def holds_version(self, version: str) -> bool:
        """Whether any passage is of that version."""
        with self._damage_told():
            return self._index.searcher().doc_freq("version", version) > 0

    def _ideal(self, typed: Mapping[Token, float], rarities: Mapping[Token, float]) -> float:
        """The score of a passage that would hold every word of the question, as typed, once."""
        power = 1 + self._weights.rarity
        return fsum(weight * pow(rarities[token], power) for token, weight in typed.items())

    def rarity(self, term: Term) -> float:
        """How telling a term is: the idf of its commonest wording."""
        stems = {("stems", one) for variant in term.variants for one in variant.stems}
        rarities = self._rarities(stems)
        return min(
            max(rarities["stems", one] for one in variant.stems) for variant in term.variants
        )

    def _rarities(self, tokens: Iterable[Token]) -> dict[Token, float]:
        """The idf of each token, remembered until the index changes."""
        if len(self._known_rarities) > _MOST_RARITIES:
            self._known_rarities = {}
        known = self._known_rarities
        searcher = self._index.searcher()
        total = searcher.num_docs
        with self._damage_told():
            for token in tokens:
                if token not in known:
                    # Counted with passages that are removed and not yet cleared away.
                    known[token] = _idf(min(searcher.doc_freq(*token), total), total)
        return known

    def holds(self, stem: str) -> bool:
        """Whether any passage holds that stem."""
        with self._damage_told():
            return self._index.searcher().doc_freq("stems", stem) > 0

    def stems(self, beginning: str) -> Mapping[str, int]:
        """The stems that begin so, with how many passages hold each."""
        searcher = self._index.searcher()
        with self._damage_told():
            return dict(searcher.terms_with_prefix("stems", beginning, limit=_MOST_STEMS))

    def _words(
        self, weights: Mapping[Token, float], rarities: Mapping[Token, float]
    ) -> Iterator[_Clause]:
        """Clauses that a passage may fulfil; BM25 weighs them by their rarity, and we once more.

        Tokens that no passage holds are left out.
        """
        schema, power = self._index.schema, self._weights.rarity
        unheld = _idf(0, self.count())
        for token, weight in weights.items():
            rarity = rarities[token]
            if rarity < unheld:
                wanted = tantivy.Query.term_query(schema, *token, index_option="freq")
                boosted = tantivy.Query.boost_query(wanted, weight * rarity**power)
                yield tantivy.Occur.Should, boosted

    def _one_of(self, field: str, values: Iterable[str]) -> _Clause:
        """A clause that a passage must fulfil, and that scores nothing."""
        wanted = tantivy.Query.term_set_query(self._index.schema, field, sorted(values))
        return tantivy.Occur.Must, tantivy.Query.const_score_query(wanted, 0.0)

    def _narrowing(self, narrowed: Filter) -> Iterator[_Clause]:
        schema, query = self._index.schema, tantivy.Query
        if narrowed.kinds:
            yield self._one_of("kind", narrowed.kinds)
        if narrowed.versions:
            yield self._one_of("version", narrowed.versions)
        if narrowed.days:
            integer = tantivy.FieldType.Integer
            days = query.range_query(schema, "published", integer, *narrowed.days)
            yield tantivy.Occur.Must, query.const_score_query(days, 0.0)
        held = self._index.searcher()
        versions = [v for v in narrowed.excluded_versions if held.doc_freq("version", v)]
        if versions:
            yield tantivy.Occur.MustNot, query.term_set_query(schema, "version", versions)

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:
            raise DamagedIndexError("error-index-damaged", path=str(self._path)) from error

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(_WRITER_HEAP, 1)
            except ValueError as error:
                raise IndexBusyError("error-index-busy") from error
            # What a killed writer left would bear the name of what this one is going to write.
            self._writer.garbage_collect_files()
        return self._writer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("document", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("place", stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("kind", "version", "article"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    for field in _FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _to_tantivy(passage: Passage) -> tantivy.Document:
    span, language = passage.span, passage.document.language
    checksum = passage.document.checksum[:CHECKSUM_LENGTH]
    stored = f"{span.start} {span.end} {passage.locator.code} {checksum}"
    document = passage.document
    under_heading = f"{passage.heading} {passage.text}"
    return tantivy.Document(
        document=document.id,
        place=stored,
        kind=document.kind,
        version=document.version,
        article=passage.locator.article,
        published=document.published.toordinal() if document.published else 0,
        grams=_gram_text(under_heading),
        stems=_stem_text(under_heading, language),
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
