"""Verification: a sentence stands only if what it cites says it.

Every sentence is cited; every quote stands in its Document; every number, date and name stands in
what the sentence cites, in whatever language and form; the answer is in the language of the
question. What fails is cut, with its reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.answer import Citation, Cut, Delta
from bot.answering.splitting import split_markers
from corpus.document import Language, Span
from retrieval.alignment import Text, align, coverage, prepare
from retrieval.analysis.numerals import numerals_of
from retrieval.language import detect
from retrieval.lexicon import Lexicon
from retrieval.passage import Evidence, Passage
from retrieval.query import Query, build_query

# How surely a name of the answer must be found in what it cites (see retrieval.alignment).
_NAME_LIKENESS = 0.6
_QUOTATION = re.compile(r"«(.+)»|“(.+?)”|\"(.+?)\"", re.DOTALL)
_NAME = re.compile(r"(?<!^)(?<![.!?…] )\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]*\w")
_MONTH = re.compile(
    r"\b(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
    r"|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*",
    re.IGNORECASE,
)


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

    def __init__(self, language: Language, evidence: Sequence[Evidence], lexicon: Lexicon) -> None:
        """Verify answers in that language against that Evidence."""
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
        verdict = self._ground(body, cited)
        return verdict if isinstance(verdict, Cut) else self._cite(verdict)

    def _cite(self, grounded: Grounded) -> Delta:
        citations = []
        for source in grounded.sources:
            if source not in self._citations:
                number = len(self._citations) + 1
                self._citations[source] = Citation(number, source.passage, source.span)
            citations.append(self._citations[source])
        markers = "".join(f"[{citation.number}]" for citation in citations)
        return Delta(f"{grounded.text} {markers}", tuple(citations))

    def _ground(self, body: str, cited: Sequence[Evidence]) -> Grounded | Cut:
        verbatim = _find_any(body, cited)
        if verbatim and verbatim.passage.document.language is self._language:
            return Grounded(body, (verbatim,))
        quotations = [next(filter(None, match)) for match in _QUOTATION.findall(body)]
        found = [_find_any(quotation, cited) for quotation in quotations]
        if not all(found):
            return Cut(body, "cut-quote")
        own_words = _QUOTATION.sub("", body)
        if verbatim or (
            any(map(str.isalpha, own_words)) and not self._is_asked_language(own_words)
        ):
            return Cut(body, "cut-language")
        return self._ground_own_words(body, own_words, cited, [s for s in found if s])

    def _is_asked_language(self, text: str) -> bool:
        return detect(text) is self._language

    def _ground_own_words(
        self, body: str, own_words: str, cited: Sequence[Evidence], quoted: list[Source]
    ) -> Grounded | Cut:
        """Rest a sentence on the cited sentences that hold its facts."""
        sources = quoted or [self._closest(own_words, item) for item in cited]
        for fact in self._facts(own_words):
            if any(fact.stands_in(source.text, source.passage) for source in sources):
                continue
            supporting = next(filter(fact.stands_in_source, _all_sources(cited)), None)
            if supporting is None:
                return Cut(body, fact.reason)
            sources.append(supporting)
        return Grounded(body, tuple(dict.fromkeys(sources)))

    def _closest(self, text: str, evidence: Evidence) -> Source:
        """The sentence of the Evidence that says most of the text."""
        query = build_query(text, self._language, self._lexicon)
        weights = [float(term.is_content) for term in query.terms]
        language = evidence.passage.document.language

        def covered(source: Source) -> float:
            return coverage(align(query, prepare(source.text, language)), weights)

        return max(_all_sources([evidence]), key=covered)

    def _facts(self, text: str) -> Iterator["Fact"]:
        for numeral in numerals_of(text, self._language):
            if numeral.value != 1 or text[numeral.start].isdigit():
                yield Fact("cut-number", number=numeral.value)
        for match in (*_NAME.finditer(text), *_MONTH.finditer(text)):
            yield Fact("cut-name", name=build_query(match[0], self._language, self._lexicon))


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or a name of an answer, which must stand in what it cites."""

    reason: str
    number: int | None = None
    name: Query | None = None

    def stands_in_source(self, source: Source) -> bool:
        """Whether the source says it."""
        return self.stands_in(source.text, source.passage)

    def stands_in(self, text: str, passage: Passage) -> bool:
        """Whether a text of the passage's Document says it."""
        prepared: Text = prepare(text, passage.document.language)
        if self.name is None:
            return self.number in prepared.numbers
        return min(align(self.name, prepared), default=1.0) >= _NAME_LIKENESS


def _all_sources(cited: Sequence[Evidence]) -> Iterator[Source]:
    for evidence in cited:
        for sentence in evidence.sentences:
            yield Source(evidence.passage, sentence.span)


def _find_any(words: str, cited: Sequence[Evidence]) -> Source | None:
    """Find the words, verbatim but for white space, in one of the cited passages."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for evidence in cited:
        passage = evidence.passage
        match = pattern.search(passage.document.text, *passage.span) if words.split() else None
        if match:
            return Source(passage, Span(match.start(), match.end()))
    return None
