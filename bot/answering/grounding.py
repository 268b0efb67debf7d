"""Verification: a sentence stands only if what it cites says it.

Every sentence is cited; every quote stands in its Document; every number, date and name stands in
what the sentence cites, in whatever language and form; so do enough of its other words, and what is
affirmed there is not denied here; the answer is in the language of the question. What fails is cut,
with its reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from bot.answer import Citation, Cut, Delta
from bot.answering.facts import CAPITALS, Fact, facts_of, without_facts
from bot.answering.polarity import turns_round
from bot.answering.splitting import split_markers
from bot.answering.wording import Wording
from corpus.document import Kind, Language, Span
from retrieval.alignment import align, coverage, prepare
from retrieval.analysis.folding import KAZAKH_LETTERS
from retrieval.language import detect
from retrieval.lexicon import Lexicon
from retrieval.passage import Evidence, Passage
from retrieval.query import build_query

# Quotations from the first mark to the last: a sentence that is quoted may quote, and a speech
# that is quoted may begin in one sentence and end in another. Then each by itself.
_WIDEST = re.compile(r"«(.+)»|„(.+)[“”]|“(.+)”|\"(.+)\"", re.DOTALL)
_EACH = re.compile(
    r"«([^«»]*(?:«[^«»]*»[^«»]*)*)»|„([^„“”]*)[“”]|“([^“”]*)”|\"([^\"]*)\"", re.DOTALL
)
_CAPITALISED = re.compile(rf"\b[{CAPITALS}](?![{CAPITALS}])[\w’'-]*")
# The share of a sentence's words that its sources must speak of: docs/verification.md.
LEAST_SPOKEN_OF = 0.45


class Source(NamedTuple):
    """A piece of a passage that a sentence may rest on."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The piece, verbatim."""
        return self.passage.document.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Grounded:
    """A sentence that stands, without markers, and the sources it rests on."""

    text: str
    sources: tuple[Source, ...]


class Grounding:
    """Verifies the sentences of one answer and numbers their citations."""

    def __init__(
        self,
        language: Language,
        evidence: Sequence[Evidence],
        lexicon: Lexicon,
        numbered_after: int = 0,
    ) -> None:
        """Verify answers in that language against that Evidence.

        Citations are numbered on after those of an earlier part of the answer.
        """
        self._numbered_after = numbered_after
        self._language = language
        self._evidence = evidence
        self._lexicon = lexicon
        self._citations: dict[Source, Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations of the sentences that stood, by number."""
        return tuple(self._citations.values())

    def verify(self, sentence: str) -> Delta | Cut:
        """Return the sentence with its final markers and its citations, or why it is cut."""
        body, numbers = split_markers(sentence)
        cited = [self._evidence[n - 1] for n in numbers if 1 <= n <= len(self._evidence)]
        if not cited:
            return Cut(body, "cut-uncited")
        if not any(map(str.isalnum, body)):
            return Cut(body, "cut-empty")
        verdict = self._ground(body, cited)
        return verdict if isinstance(verdict, Cut) else self._cite(verdict)

    def _cite(self, grounded: Grounded) -> Delta:
        twins = (self._twin(source) for source in grounded.sources)
        citations = []
        for source in (*grounded.sources, *filter(None, twins)):
            if source not in self._citations:
                number = self._numbered_after + len(self._citations) + 1
                self._citations[source] = Citation(number, source.passage, source.span)
            citations.append(self._citations[source])
        markers = "".join(f"[{citation.number}]" for citation in citations)
        return Delta(f"{grounded.text} {markers}", tuple(citations))

    def _twin(self, source: Source) -> Source | None:
        """The law's own paragraph in the other language, which is cited beside it."""
        found = (item.twin for item in self._evidence if item.passage == source.passage)
        twin = next(filter(None, found), None)
        if twin is None or twin.document.kind is not Kind.CONSTITUTION:
            return None
        return Source(twin, twin.span)

    def _ground(self, body: str, cited: Sequence[Evidence]) -> Grounded | Cut:
        verbatim = _find_any(body, cited)
        if verbatim:
            same = verbatim.passage.document.language is self._language
            return Grounded(body, (verbatim,)) if same else Cut(body, "cut-language")
        own_words, found = _part_quotations(body, cited)
        quoted = [source for source in found if source]
        if len(quoted) < len(found):
            return Cut(body, "cut-quote")
        if not self._is_asked_language(own_words):
            return Cut(body, "cut-language")
        return self._ground_own_words(body, own_words, cited, quoted)

    def _is_asked_language(self, text: str) -> bool:
        """Whether a text is, or may as well be, in the language of the question.

        Names alone are of no language; in a short Russian text («15 марта») nothing tells.
        """
        plain = _CAPITALISED.sub("", text)
        if detect(text) is self._language or not any(map(str.isalpha, plain)):
            return True
        may_be_russian = KAZAKH_LETTERS.isdisjoint(plain.lower())
        return may_be_russian and self._language is detect(f"{text} это") is Language.RU

    def _ground_own_words(
        self, body: str, own_words: str, cited: Sequence[Evidence], quoted: list[Source]
    ) -> Grounded | Cut:
        """Rest a sentence on the cited sentences that hold its facts.

        It says what the cited passages speak of, and does not deny what they affirm.
        """
        sources = quoted or [self._closest(own_words, item) for item in cited]
        for fact in facts_of(own_words, self._language, self._lexicon):
            supporting = _find_support(fact, chain(sources, _all_sources(cited)))
            if supporting is None:
                return Cut(body, fact.reason)
            if supporting not in sources:
                sources.append(supporting)
        if not self._is_spoken_of(body, cited):
            return Cut(body, "cut-unsupported")
        texts = [(item.passage.text, item.passage.document.language) for item in cited]
        if turns_round(own_words, self._language, texts, self._lexicon):
            return Cut(body, "cut-negation")
        return Grounded(body, tuple(dict.fromkeys(sources)))

    def _is_spoken_of(self, text: str, cited: Sequence[Evidence]) -> bool:
        """Whether the cited passages speak of enough of a text's words, in either language.

        Names and numbers are facts, which are looked for by themselves.
        """
        words = without_facts(text, self._language)
        query = build_query(words, self._language, self._lexicon)
        weights = [float(term.is_content) for term in query.terms]
        matches = [
            align(query, prepare(item.passage.text, item.passage.document.language))
            for item in cited
        ]
        best = [max(column) for column in zip(*matches, strict=True)]
        return not any(weights) or coverage(best, weights) >= LEAST_SPOKEN_OF

    def _closest(self, text: str, evidence: Evidence) -> Source:
        """The sentence of the Evidence that says most of the text."""
        query = build_query(text, self._language, self._lexicon)
        weights = [float(term.is_content) for term in query.terms]
        language = evidence.passage.document.language

        def covered(source: Source) -> float:
            return coverage(align(query, prepare(source.text, language)), weights)

        return max(_all_sources([evidence]), key=covered)


def _find_support(fact: Fact, sources: Iterator[Source]) -> Source | None:
    return next((s for s in sources if fact.stands_in(s.text, s.passage.document.language)), None)


def _all_sources(cited: Sequence[Evidence]) -> Iterator[Source]:
    for evidence in cited:
        for sentence in evidence.sentences:
            yield Source(evidence.passage, sentence.span)


def _part_quotations(body: str, cited: Sequence[Evidence]) -> tuple[str, list[Source | None]]:
    """Part the text's own words from its quotations; say where each of these stands."""
    found: list[Source | None] = []
    for pattern in (_WIDEST, _EACH):
        found = [
            _find_any(next(filter(None, match.groups()), ""), cited)
            for match in pattern.finditer(body)
        ]
        if all(found):
            break
    return pattern.sub("", body), found


def _find_any(words: str, cited: Sequence[Evidence]) -> Source | None:
    """Find the words, verbatim but for white space, in one of the cited passages."""
    wording = Wording(words)
    for passage in (evidence.passage for evidence in cited):
        if span := wording.find(passage.document.text, passage.span):
            return Source(passage, span)
    return None
