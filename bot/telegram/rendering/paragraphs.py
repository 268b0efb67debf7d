"""Cited sentences as paragraphs: those from one passage stand together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.answer import Answer, Delta
from bot.answering.attribution import source_words
from bot.telegram.rendering.markup import one_line
from bot.telegram.rendering.splitting import MARKER
from corpus.document import Language

_SENTENCE = re.compile(rf".+?{MARKER}(?:\s*{MARKER})*[.!?…]?(?=\s|$)|.+", re.DOTALL)
_MARKER = re.compile(MARKER)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in a row; `lead` is how they begin where that names their source."""

    lead: str
    text: str

    def runs(self) -> Iterator[str | int]:
        """Yield the text after the lead, and the number of each marker in its place."""
        end = 0
        for marker in _MARKER.finditer(self.text):
            yield self.text[end : marker.start()]
            yield from map(int, _NUMBER.findall(marker[0]))
            end = marker.end()
        yield self.text[end:]


def sentences_of(answer: Answer) -> list[Delta]:
    """Part the text of an answer into its sentences, each with the citations it bears."""
    known = {citation.number: citation for citation in answer.citations}
    return [
        Delta(sentence, tuple(known[n] for n in _numbers(sentence) if n in known))
        for sentence in map(str.strip, _SENTENCE.findall(answer.text))
        if sentence
    ]


def _numbers(sentence: str) -> list[int]:
    return [int(n) for marker in _MARKER.findall(sentence) for n in _NUMBER.findall(marker)]


def paragraphs(sentences: Sequence[Delta], language: Language) -> list[Paragraph]:
    """Join the sentences that begin in the same passage; what is invisible is left out."""
    return [_paragraph(list(those), language) for _, those in groupby(sentences, _passage)]


def _passage(sentence: Delta) -> tuple[str, int]:
    if not sentence.citations:
        return "", 0
    passage = sentence.citations[0].passage
    return passage.document.id, passage.locator.paragraph


def _paragraph(sentences: Sequence[Delta], language: Language) -> Paragraph:
    text = one_line(" ".join(sentence.text for sentence in sentences))
    lead = next((one for one in _leads(sentences[0], language) if text.startswith(one)), "")
    return Paragraph(lead, text[len(lead) :])


def _leads(sentence: Delta, language: Language) -> Iterator[str]:
    """How a sentence may begin that says whose words it is: of a point, of a whole article."""
    if sentence.citations:
        passage = sentence.citations[0].passage
        for place in (passage.locator, replace(passage.locator, point="", subpoint="")):
            yield source_words(passage.document, place, language)
