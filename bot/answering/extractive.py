"""The extractive generator: the best sentences of the Evidence, verbatim."""

from collections.abc import Iterator, Sequence

from bot.answer import Question
from bot.answering.quoting import Chosen, quote_sentences
from bot.answering.worth import worth
from corpus.document import Kind, Span
from retrieval.passage import Evidence

# Characters, sentences, and the share of the best sentence's worth that the others must reach.
_LONGEST_ANSWER, _LONGEST_RETELLING = 500, 600
_MOST_SENTENCES = 3
_LEAST_SHARE = 0.85
_CONSIDERED = 3
# From when on the guide is sure, and how much of the question a sentence must cover at least.
_SURELY_GUIDED, _HARDLY_COVERED = 0.6, 0.5


class ExtractiveGenerator:
    """Answers in the sources' own words; needs no model."""

    name = "extractive"

    def generate(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the chosen sentences in the order of the sources, each with its marker.

        The law's own words come before a retelling of them. A sentence in the other language comes
        as a quotation with a lead-in in the question's.
        """
        in_order = sorted(_chosen(evidence), key=_order)
        yield from quote_sentences(in_order, question.language)


def _chosen(evidence: Sequence[Evidence]) -> list[Chosen]:
    """Pick sentences, the best first, as long as they are good enough and there is room."""
    if evidence and _is_known_by_guide_alone(evidence[0]):
        whole = [Chosen(1, evidence[0], one) for one in evidence[0].sentences]
        return _within_room(whole, _LONGEST_RETELLING)
    candidates = [
        Chosen(number, item, sentence)
        for number, item in enumerate(evidence[:_CONSIDERED], 1)
        for sentence in item.sentences
    ]
    candidates.sort(key=lambda one: (-_worth(one), one.number))
    candidates = [one for one in candidates if one.language is candidates[0].language]
    good = [
        candidate
        for candidate in candidates[:_MOST_SENTENCES]
        if _worth(candidate) >= _LEAST_SHARE * _worth(candidates[0])
    ]
    return _within_room(good, _LONGEST_ANSWER)


def _order(chosen: Chosen) -> tuple[bool, int, Span]:
    is_retelling = chosen.evidence.passage.document.kind is Kind.EXPLAINER
    return is_retelling, chosen.number, chosen.sentence.span


def _worth(chosen: Chosen) -> float:
    return worth(chosen.evidence, chosen.sentence)


def _is_known_by_guide_alone(best: Evidence) -> bool:
    """Whether people ask this of the article, in words that none of its sentences has.

    «Второй паспорт» is asked of the article on citizenship: then its text answers as a whole.
    """
    covered = max((sentence.score for sentence in best.sentences), default=0.0)
    return best.guided >= _SURELY_GUIDED and covered < _HARDLY_COVERED


def _within_room(candidates: Sequence[Chosen], room: int) -> list[Chosen]:
    """The first, and those after it that there is room for."""
    chosen: list[Chosen] = []
    for candidate in candidates:
        if not chosen or len(candidate.text) <= room:
            chosen.append(candidate)
            room -= len(candidate.text)
    return chosen
