"""Evidence → the sentences that a small prompt has room for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.splitting import without_markers
from bot.answering.worth import worth
from corpus.document import Language
from retrieval.passage import Evidence, Sentence

_GAP = " … "

Counter = Callable[[Sequence[str]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class PackedSource:
    """The n-th Evidence, counted from 1, and those of its sentences that are shown to a model."""

    number: int
    evidence: Evidence
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """Its sentences in their order, «…» where others stood between, without footnote marks."""
        whole = self.evidence.sentences
        pieces = [self.words_of(self.sentences[0])]
        for one, other in zip(self.sentences, self.sentences[1:], strict=False):
            is_next = whole.index(other) == whole.index(one) + 1
            pieces += [" " if is_next else _GAP, self.words_of(other)]
        return "".join(pieces)

    def words_of(self, sentence: Sentence) -> str:
        """A sentence in one line."""
        span = sentence.span
        return without_markers(self.evidence.passage.document.text[span.start : span.end])

    @property
    def language(self) -> Language:
        """The language of its Document."""
        return self.evidence.passage.document.language


def pack(evidence: Sequence[Evidence], budget: int, count: Counter) -> list[PackedSource]:
    """Choose the sentences that fit the question best, as many as that many tokens hold.

    The best one is always there. Passages of which nothing is chosen are left out; the others keep
    their numbers.
    """
    whole = [PackedSource(n, item, item.sentences) for n, item in enumerate(evidence, 1)]
    candidates = [(source, sentence) for source in whole for sentence in source.sentences]
    lengths = count([source.words_of(sentence) for source, sentence in candidates])
    values = [worth(source.evidence, sentence) for source, sentence in candidates]
    order = sorted(range(len(candidates)), key=lambda place: -values[place])
    chosen: dict[int, list[Sentence]] = {}
    for place in order:
        source, sentence = candidates[place]
        if not chosen or lengths[place] <= budget:
            chosen.setdefault(source.number, []).append(sentence)
            budget -= lengths[place]
    return [
        replace(source, sentences=tuple(s for s in source.sentences if s in chosen[source.number]))
        for source in whole
        if source.number in chosen
    ]
