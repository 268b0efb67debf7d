"""Chosen sentences of the Evidence → text in the sources' own words, each with its marker."""

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from bot.answering.splitting import without_markers
from corpus.document import Language
from prompts.messages import message
from retrieval.expectation import LIST_NUMBER
from retrieval.passage import Evidence, Sentence


class Chosen(NamedTuple):
    """A sentence of the n-th Evidence, counted from 1."""

    number: int
    evidence: Evidence
    sentence: Sentence

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        span = self.sentence.span
        return self.evidence.passage.document.text[span.start : span.end]

    @property
    def language(self) -> Language:
        """The language of its Document."""
        return self.evidence.passage.document.language


def quote_sentences(chosen: Sequence[Chosen], language: Language) -> Iterator[str]:
    """Yield the sentences in that order.

    One in the other language comes as a quotation with a lead-in in the language of the question.
    """
    lead_ins = chain(("lead-in-other-language",), repeat("lead-in-further"))
    for one in chosen:
        sentence = without_markers(_unnumbered(one))
        if one.language is not language:
            sentence = f"{message(next(lead_ins), language)} «{sentence}»"
        yield f"{sentence} [{one.number}] "


def _unnumbered(chosen: Chosen) -> str:
    """The sentence without the number of its point, which its place already tells."""
    listed = LIST_NUMBER.match(chosen.text)
    if listed and chosen.evidence.passage.locator.article:
        return chosen.text[listed.end() :].lstrip()
    return chosen.text
