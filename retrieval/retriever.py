"""The retriever: keeps the channels current with the catalogue, and finds Evidence."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations, islice

from corpus.catalogue import Catalogue
from corpus.document import Document, Kind, Language
from corpus.edition import NEW_EDITIONS, OF_1995
from retrieval import fusion
from retrieval.assessment import Assessor, Ranking
from retrieval.channel import Channel
from retrieval.errors import ModelError, RetrievalError
from retrieval.filter import EVERYTHING, Filter
from retrieval.guide import Guide
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import Lexicon
from retrieval.near_duplicates import without_near_duplicates
from retrieval.passage import CHECKSUM_LENGTH, Evidence, Hit, Passage
from retrieval.query import Query, build_query
from retrieval.reranking import CANDIDATES, CrossEncoderReranker
from retrieval.segmentation import segment
from retrieval.similarity import Similarity
from retrieval.twins import Disagreement, disagreements, twin_of

# Called with how many of how many Documents are indexed.
Progress = Callable[[int, int], None]
# Called with the fault of a part that a search can do without.
OnFault = Callable[[RetrievalError], None]

_BATCH_CHARACTERS = 4_000_000
_POOL = 16
# Documents kept in memory between questions.
_KEPT_DOCUMENTS = 256
# Numbers of articles whose paragraphs are.
_KEPT_ARTICLES = 512
# Hits of the dense channel, at least: a passage that it passes over has no cosine, and sinks below
# worse ones that have; so it looks deeper than the lexical channel.
_DENSE_POOL = 100


class Retriever:
    """Search over all channels of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        lexical: LexicalChannel,
        lexicon: Lexicon,
        dense: Channel | None = None,
        weights: fusion.ChannelWeights | None = None,
        ranking: Ranking | None = None,
        guide: Guide | None = None,
        corrects_spelling: bool = True,
        reranker: CrossEncoderReranker | None = None,
        on_fault: OnFault | None = None,
        similarity: Similarity | None = None,
    ) -> None:
        """Take the catalogue to search, the channels to search it by, the guide to its articles.

        A reranker reorders the best; `on_fault` is told which part a search went on without;
        `similarity` tells how near what an answer is made of comes to its question.
        """
        self._similarity = similarity
        self._guide = guide
        self._vocabulary = lexical if corrects_spelling else None
        self._reranker = reranker
        self._on_fault = on_fault or (lambda error: None)
        self._ranking = ranking or Ranking()
        self._catalogue = catalogue
        self._lexical, self._dense = lexical, dense
        self._lexicon = lexicon
        self._channels: list[Channel] = [lexical, dense] if dense else [lexical]
        names = [channel.name for channel in self._channels]
        self._weights = dict(zip(names, weights or fusion.ChannelWeights(), strict=False))
        self._documents: dict[str, Document] = {}
        self._articles: dict[str, dict[Document, list[Passage]]] = {}
        self._articles_state: Hashable = None

    def pending(self) -> int:
        """How many Documents the channel that lags most does not hold in their present state."""
        return max(map(self._pending_in, self._channels)) + int(self._guide_is_due())

    def _pending_in(self, channel: Channel) -> int:
        orphaned = self._catalogue.orphaned(channel.name)
        return self._catalogue.count_pending(channel.name, channel.stamp) + len(orphaned)

    def _guide_is_due(self) -> bool:
        """Whether there are articles of the new Constitution, and no index of the guide to them."""
        if self._guide is None or self._guide.is_built():
            return False
        return any(map(self._lexical.holds_version, NEW_EDITIONS))

    def index(self, progress: Progress | None = None) -> None:
        """Bring every channel up to the catalogue. Interrupted, it goes on where it was.

        Raises IndexBusyError while another process does so.
        """
        for channel in self._channels:
            self._drop_orphaned(channel)
            self._add_pending(channel, progress or (lambda done, total: None))
        self._lexical.reload()
        if self._guide and self._guide_is_due():
            self._guide.build()

    def catch_up(self) -> None:
        """Bring the dense channel up where another process, with a store of its own, has indexed.

        While the words are not indexed, that process is at it: nothing is done. Raises as `index`.
        """
        if self._dense and not self._pending_in(self._lexical) and self._pending_in(self._dense):
            self.index()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Index everything anew. Raises IndexBusyError."""
        for channel in self._channels:
            channel.clear()
            self._catalogue.forget_indexed(channel.name)
        self.index(progress)

    def state(self) -> Hashable:
        """What changes whenever a Document, or what is indexed of one, does."""
        return self._catalogue.state()

    def counts(self) -> dict[str, int]:
        """How many passages each channel holds."""
        return {channel.name: channel.count() for channel in self._channels}

    def is_whole(self) -> bool:
        """Whether every channel holds just as many passages as the catalogue's Documents have."""
        expected = sum(1 for document in self._catalogue for _ in segment(document))
        return all(channel.count() == expected for channel in self._channels)

    def _drop_orphaned(self, channel: Channel) -> None:
        orphaned = self._catalogue.orphaned(channel.name)
        if orphaned:
            for document_id in orphaned:
                channel.remove(document_id)
            channel.commit()
            self._catalogue.forget_orphaned(channel.name)

    def _add_pending(self, channel: Channel, progress: Progress) -> None:
        total = self._catalogue.count_pending(channel.name, channel.stamp)
        done = 0
        for batch in _batches(self._catalogue.pending(channel.name, channel.stamp)):
            for document in batch:
                channel.remove(document.id)
                channel.add(list(segment(document)))
                done += 1
                progress(done, total)
            channel.commit()
            self._catalogue.mark_indexed(channel.name, batch, channel.stamp)

    def search(
        self, question: str, language: Language, limit: int, narrowed: Filter = EVERYTHING
    ) -> list[Evidence]:
        """Return at most `limit` pieces of Evidence, the best first."""
        return list(islice(self._ranked(question, language, limit, narrowed)[1], limit))

    def search_bilingual(
        self, question: str, language: Language, limit: int, narrowed: Filter = EVERYTHING
    ) -> list[Evidence]:
        """Search; a law's paragraph that was found in the other language comes in this one.

        Where a law is held in both languages, its two texts are one piece of Evidence: the
        paragraph in the language of the question, and its twin.
        """
        assessor, ranked = self._ranked(question, language, limit, narrowed)
        found = list(islice(self._paired(ranked, assessor, language), limit))
        return self._similarity.measure(question, found) if self._similarity else found

    def _ranked(
        self, question: str, language: Language, limit: int, narrowed: Filter
    ) -> tuple[Assessor, Iterator[Evidence]]:
        query = self._query(question, language, narrowed)
        pool = max(_POOL, limit)
        passages = self._passages(islice(self._hits(query, pool), pool))
        weights = [self._lexical.rarity(term) * term.is_content for term in query.terms]
        assessor = Assessor(query, weights, self._ranking)
        found = [assessor.assess(*found) for found in passages]
        found.sort(key=lambda evidence: -evidence.score)
        return assessor, self._reranked(question, without_near_duplicates(found))

    def _reranked(self, question: str, found: Iterator[Evidence]) -> Iterator[Evidence]:
        """Let the reranker, if there is one, order the first of the found anew."""
        if self._reranker:
            first = list(islice(found, CANDIDATES))
            try:
                first = self._reranker.rerank(question, first)
            except ModelError as error:
                self._on_fault(error)
            yield from first
        yield from found

    def _paired(
        self, found: Iterable[Evidence], assessor: Assessor, language: Language
    ) -> Iterator[Evidence]:
        seen: set[Passage] = set()
        for evidence in found:
            passage = evidence.passage
            if passage in seen:
                continue
            texts = self.article(passage.locator.article) if passage.locator.article else {}
            other = twin_of(passage, texts, passage.document.language.other)
            seen.update(filter(None, (passage, other)))
            if other and other.document.language is language:
                assessed = assessor.assess(other, 0.0)
                yield replace(assessed, score=evidence.score, twin=passage)
            else:
                yield replace(evidence, twin=other)

    def article(self, number: str) -> dict[Document, list[Passage]]:
        """Return the paragraphs of the articles of that number, in order, a Document each."""
        state = self._catalogue.state()
        if state != self._articles_state or len(self._articles) >= _KEPT_ARTICLES:
            self._articles, self._articles_state = {}, state
        known = self._articles
        if number not in known:
            known[number] = self._read_article(number)
        return known[number]

    def _read_article(self, number: str) -> dict[Document, list[Passage]]:
        found: dict[Document, list[Passage]] = defaultdict(list)
        hits = sorted(self._lexical.article(number), key=lambda hit: (hit.document_id, hit.span))
        for passage, _ in self._passages(hits):
            found[passage.document].append(passage)
        return dict(found)

    def holds_version(self, version: str) -> bool:
        """Whether any Document of that version is indexed."""
        return self._lexical.holds_version(version)

    def edition(self, version: str) -> list[Document]:
        """Return the Documents of a version."""
        passages = self._passages(self._lexical.version(version))
        return list(dict.fromkeys(passage.document for passage, _ in passages))

    def disagreements(self) -> Iterator[Disagreement]:
        """Yield the paragraphs of which the Kazakh and the Russian text say different numbers."""
        for version in (*NEW_EDITIONS, OF_1995):
            for one, other in combinations(self.edition(version), 2):
                if (
                    one.language is not other.language
                    and one.kind is other.kind is Kind.CONSTITUTION
                ):
                    yield from disagreements(one, other)

    def _query(self, question: str, language: Language, narrowed: Filter) -> Query:
        query = build_query(question, language, self._lexicon, self._vocabulary)
        articles = self._guide.articles(query) if self._guide else {}
        return replace(query, filter=narrowed, articles=articles)

    def _hits(self, query: Query, pool: int) -> Iterator[Hit]:
        found = self._lexical.search(query, pool)
        rankings = {self._lexical.name: found}
        if self._dense:
            try:
                near = self._dense.search(query, max(pool, _DENSE_POOL))
                rankings[self._dense.name] = fusion.without_strangers(near, found)
            except RetrievalError as error:  # words alone find most of it
                self._on_fault(error)
        yield from fusion.fuse(rankings, self._weights)

    def _passages(self, hits: Iterable[Hit]) -> Iterator[tuple[Passage, float]]:
        """Resolve hits; one whose Document has changed or gone since is passed over."""
        hits = list(hits)
        checksums = self._catalogue.checksums_of({hit.document_id for hit in hits})
        for hit in hits:
            checksum = checksums.get(hit.document_id, "")
            if checksum[:CHECKSUM_LENGTH] == hit.checksum:
                document = self._document(hit.document_id, checksum)
                if 0 <= hit.span.start < hit.span.end <= len(document.text):
                    yield Passage(document, hit.span, hit.locator), hit.score

    def _document(self, document_id: str, checksum: str) -> Document:
        known = self._documents.get(checksum)
        if known is None:
            if len(self._documents) >= _KEPT_DOCUMENTS:
                self._documents.clear()
            known = self._documents[checksum] = self._catalogue.get(document_id)
        return known


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Group Documents by their size, so that one commit holds a bounded amount of text."""
    batch: list[Document] = []
    characters = 0
    for document in documents:
        batch.append(document)
        characters += len(document.text)
        if characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
