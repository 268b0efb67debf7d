"""A found passage → Evidence: what of the question it covers, and in which sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Document, Kind, Span
from corpus.edition import is_new
from retrieval.alignment import align, coverage, prepare
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

    coverage: float = 0.3
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
        self._asked = expected(query.text)
        self._counted = counted_term(query)

    def assess(self, passage: Passage, score: float) -> Evidence:
        """Align a passage with the question, as a whole and sentence by sentence.

        `score` is what the channels gave it.
        """
        document, ranking = passage.document, self._ranking
        matches = align(
            self._query, prepare(f"{document.title}\n{passage.text}", document.language)
        )
        fits = [
            (span, *self._fit(document, span, matches))
            for span in sentences_of(document.text, *passage.span)
        ]
        kept = {True: 1.0, False: ranking.sentence_without_kind}
        sentences = tuple(Sentence(span, covered * kept[held]) for span, covered, held in fits)
        covered = coverage(matches, self._weights)
        best = max((sentence.score for sentence in sentences), default=0.0)
        total = score + ranking.coverage * covered + ranking.sentence * best
        total *= self._factor(passage, matches)
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

    def _fit(self, document: Document, span: Span, matches: Sequence[float]) -> tuple[float, bool]:
        """How much of the question one sentence covers, and whether it holds the kind asked for."""
        sentence = document.text[span.start : span.end]
        found = align(self._query, prepare(sentence, document.language), matches)
        held = holds(sentence, self._asked, document.language)
        return coverage(found, self._weights), held

    def _factor(self, passage: Passage, matches: Sequence[float]) -> float:
        query, document, ranking = self._query, passage.document, self._ranking
        factor = 1.0 if document.language is query.language else ranking.other_language
        factor *= ranking.kinds.get(document.kind, 1.0)
        named = [match for term, match in zip(query.terms, matches, strict=True) if term.is_named]
        if named:
            missing = sum(not match for match in named) / len(named)
            factor *= 1 - (1 - ranking.without_name) * missing
        return factor
