"""A found passage → Evidence: what of the question it covers, and in which sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.document import Document, Kind, Language, Span
from corpus.edition import is_new
from retrieval.alignment import Aligner, Text, coverage, prepare
from retrieval.expectation import counted_term, counts, expected, holds
from retrieval.passage import Evidence, Passage, Sentence
from retrieval.query import Query
from retrieval.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class Ranking:
    """What makes the rank of a passage beside the channels' score; set on the dev sets.

    `coverage` and `sentence` weigh the question's coverage by the passage and by its best sentence.
    The others multiply: a sentence or a passage without the number, date or name of the kind that
    is asked for; a passage without the names and numbers of the question, which speaks of others;
    a passage in the other language; one that says the number of the very thing that is counted;
    and the kind of Document: the Constitution's own text comes before reports about it.
    """

    coverage: float = 0.15
    sentence: float = 0.3
    sentence_without_kind: float = 0.8
    without_kind: float = 0.75
    without_name: float = 0.6
    other_language: float = 0.97
    counted: float = 1.3
    kinds: Mapping[Kind, float] = field(
        default_factory=lambda: {Kind.CONSTITUTION: 1.05, Kind.EXPLAINER: 0.8}
    )


class Assessor:
    """Assesses the passages found for one question."""

    def __init__(self, query: Query, weights: Sequence[float], ranking: Ranking) -> None:
        """Take a question; `weights` tell how telling each of its terms is."""
        self._query, self._weights, self._ranking = query, weights, ranking
        self._aligner = Aligner(query)
        self._asked = expected(query)
        self._counted = counted_term(query)
        self._titles: dict[tuple[str, Language], Sequence[float]] = {}

    def assess(self, passage: Passage, score: float) -> Evidence:
        """Align a passage with the question, as a whole and sentence by sentence.

        `score` is what the channels gave it.
        """
        ranking = self._ranking
        text = prepare(passage.text, passage.document.language)
        inside = self._aligner.align(text)
        matches = list(map(max, inside, self._title(passage.document)))
        fits = list(self._fits(passage, text, inside))
        kept = {True: 1.0, False: ranking.sentence_without_kind}
        sentences = tuple(Sentence(span, covered * kept[held]) for span, covered, held in fits)
        covered = coverage(matches, self._weights)
        best = max((sentence.score for sentence in sentences), default=0.0)
        named = self._named(matches)
        total = score + ranking.coverage * covered + ranking.sentence * best
        total *= self._factor(passage) * (1 - (1 - ranking.without_name) * (1 - named))
        if not any(held for *_, held in fits):
            total *= ranking.without_kind
        counted = self._counts(passage)
        if counted:
            total *= ranking.counted
        return Evidence(
            passage,
            total,
            covered,
            sentences,
            asked=sum(term.is_content for term in self._query.terms),
            guided=self._guided(passage),
            counts=counted is not False,
            named=named,
        )

    def _counts(self, passage: Passage) -> bool | None:
        """Whether the passage says the number that is asked for; None when none is."""
        if self._counted is None:
            return None
        return counts(passage.text, self._counted, passage.document.language)

    def _guided(self, passage: Passage) -> float:
        if not is_new(passage.document.version):
            return 0.0
        return self._query.articles.get(passage.locator.article, 0.0)

    def _title(self, document: Document) -> Sequence[float]:
        """What of the question stands in the title, which stands above every passage."""
        key = document.title, document.language
        if key not in self._titles:
            self._titles[key] = self._aligner.align(prepare(*key))
        return self._titles[key]

    def _fits(
        self, passage: Passage, text: Text, inside: Sequence[float]
    ) -> Iterator[tuple[Span, float, bool]]:
        """Each sentence, how much of the question it covers, whether it holds the kind asked for.

        Spans are those in the Document.
        """
        words, begun = passage.text, passage.span.start
        spans = _sentences(words)
        rows = self._aligner.align_parts(text, [span.start for span in spans], inside)
        for (start, end), row in zip(spans, rows, strict=True):
            held = holds(words[start:end], self._asked, passage.document.language)
            yield Span(begun + start, begun + end), coverage(row, self._weights), held

    def _named(self, matches: Sequence[float]) -> float:
        """The share of the question's names and numbers that match at all; 1 without any."""
        pairs = zip(self._query.terms, matches, strict=True)
        named = [match > 0 for term, match in pairs if term.is_named]
        return sum(named) / len(named) if named else 1.0

    def _factor(self, passage: Passage) -> float:
        document, ranking = passage.document, self._ranking
        is_foreign = document.language is not self._query.language
        by_language = ranking.other_language if is_foreign else 1.0
        return by_language * ranking.kinds.get(document.kind, 1.0)


@lru_cache(maxsize=4_000)
def _sentences(text: str) -> Sequence[Span]:
    return sentences_of(text)
