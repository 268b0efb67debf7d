"""Whether the cited quotes of a recorded answer hold what its sentences say.

Citation recall and precision after ALCE (Gao et al. 2023, «Enabling Large Language Models to
Generate Text with Citations», §3), adapted: in the place of its entailment model, a sentence is
supported when its numbers, dates and names stand in the quotes that it cites, and those speak of
at least half of its other words (by stem, lexicon and likeness, across both languages).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answering.facts import Fact, facts_of
from bot.answering.splitting import cited_sentences, split_markers
from bot.quality.run import AnswerRecord, CitationRecord
from corpus.document import Language
from prompts.messages import message
from retrieval.alignment import align, coverage, prepare
from retrieval.language import detect
from retrieval.lexicon import load_lexicon
from retrieval.query import Query, build_query

# The share of a sentence's words that its quotes must speak of.
_LEAST_SPOKEN_OF = 0.5
_QUOTED = re.compile("«.+»|„.+[“”]|“.+”", re.DOTALL)
# What the program itself says before a quotation: nobody's claim.
_LEAD_INS = ("lead-in-other-language", "lead-in-further")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer without markers and attribution, and what it cites."""

    text: str
    language: Language
    citations: tuple[CitationRecord, ...]

    def facts(self) -> Iterator[Fact]:
        """Yield its numbers, dates and names."""
        return facts_of(self.text, self.language, load_lexicon())

    def states(self, fact: Fact, citations: Sequence[CitationRecord]) -> bool:
        """Whether a fact stands in the quotes of these citations."""
        return any(fact.stands_in(cited.quote, cited.language) for cited in citations)

    def is_in(self, language: Language) -> bool:
        """Whether it is in that language: a bare quote by its source, else its own words."""
        for cited in self.citations:
            if _same_words(self.text) in _same_words(cited.quote) and not _QUOTED.match(self.text):
                return cited.language is language
        own_words = _QUOTED.sub("", self.text)
        return not any(map(str.isalpha, own_words)) or detect(own_words) is language

    def is_supported_by(self, citations: Sequence[CitationRecord]) -> bool:
        """Whether these citations, taken together, hold what the sentence says."""
        if any(_same_words(self.text) in _same_words(cited.quote) for cited in citations):
            return True
        return self._is_spoken_of(citations) and all(
            self.states(fact, citations) for fact in self.facts()
        )

    def _is_spoken_of(self, citations: Sequence[CitationRecord]) -> bool:
        query = _query(self.text, self.language)
        weights = [float(term.is_content) for term in query.terms]
        if not any(weights):
            return bool(citations)
        matches = [align(query, prepare(cited.quote, cited.language)) for cited in citations]
        best = [max(column) for column in zip(*matches, strict=True)]
        return bool(best) and coverage(best, weights) >= _LEAST_SPOKEN_OF


def sentences_of_answer(answer: AnswerRecord) -> list[Sentence]:
    """Part an answer into its sentences, each with the citations that its markers name."""
    by_number = {citation.number: citation for citation in answer.citations}
    labels = {citation.label for citation in answer.citations}
    lead_ins = [message(key, answer.language) for key in _LEAD_INS]
    house_words = [*sorted(labels, key=len, reverse=True), *lead_ins]
    sentences = []
    for sentence in cited_sentences([answer.text]):
        body, numbers = split_markers(sentence)
        cited = tuple(by_number[number] for number in numbers if number in by_number)
        sentences.append(Sentence(_without(body, house_words), answer.language, cited))
    return sentences


def citation_recall(sentences: Sequence[Sentence]) -> float:
    """Share of the sentences that all their citations together support (ALCE, §3.3)."""
    return sum(s.is_supported_by(s.citations) for s in sentences) / len(sentences)


def citation_precision(sentences: Sequence[Sentence]) -> float:
    """Share of the citations that are needed or supporting (ALCE, §3.3).

    A citation counts when its sentence is supported, and it supports the sentence alone or the
    others do not without it.
    """
    counted = [
        _is_relevant(sentence, cited) for sentence in sentences for cited in sentence.citations
    ]
    return sum(counted) / len(counted) if counted else 0.0


def _is_relevant(sentence: Sentence, citation: CitationRecord) -> bool:
    others = [cited for cited in sentence.citations if cited is not citation]
    return sentence.is_supported_by(sentence.citations) and (
        sentence.is_supported_by([citation]) or not sentence.is_supported_by(others)
    )


@cache
def _query(text: str, language: Language) -> Query:
    return build_query(text, language, load_lexicon())


def _without(text: str, house_words: Sequence[str]) -> str:
    """Take what the program says of its source from before a sentence."""
    for words in house_words:
        text = text.removeprefix(words).lstrip()
    return text


def _same_words(text: str) -> str:
    """The text by its words alone: white space, quotation marks at its ends do not matter."""
    return " ".join(text.split()).strip("«»„“” ")
