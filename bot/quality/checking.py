"""Faults of golden sets: what is asked twice, uneven languages, facts that no source holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Status
from bot.quality.golden import GoldenQuestion
from bot.quality.metrics import share_of_facts
from corpus.document import Document, Language
from corpus.edition import is_new
from corpus.guide.cards import retold_article
from retrieval.analysis.folding import fold
from retrieval.analysis.words import words_of
from retrieval.segmentation import segment

# The share of questions in Kazakh that is even enough, in a set and in each tag of some size.
_EVEN = (0.4, 0.6)
_EVEN_IN_A_TAG = (0.3, 0.7)
_LEAST_OF_A_TAG = 8
# Which language a question crosses from is the corpus's doing.
_AS_THE_CORPUS_IS = "cross"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a question, or with a set: a message key and its values."""

    key: str
    id: str
    detail: str = ""


class Sources:
    """The texts that golden questions name: Documents by id, articles of the new Constitution."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Read all Documents, as a catalogue yields them."""
        self._documents: dict[str, str] = {}
        self._articles: dict[str, list[str]] = {}
        for document in documents:
            self._documents[document.id] = f"{document.title}\n{document.text}"
            if is_new(document.version):
                self._take_articles(document)

    def texts(self, golden: GoldenQuestion) -> list[str]:
        """Return the texts that a question says hold its answer, as far as they are here."""
        documents = [self._documents[name] for name in golden.documents if name in self._documents]
        articles = [text for name in golden.articles for text in self._articles.get(name, ())]
        return documents + articles

    def _take_articles(self, document: Document) -> None:
        retold = retold_article(document)
        for passage in segment(document):
            article = passage.locator.article or retold
            if article:
                text = f"{passage.heading}\n{passage.text}"
                self._articles.setdefault(article, []).append(text)


def faults_of(golden: Sequence[GoldenQuestion], sources: Sources) -> Iterator[Fault]:
    """Yield the faults of golden sets, taken together."""
    yield from _asked_twice(golden)
    yield from _uneven("", golden, _EVEN)
    for tag, count in sorted(Counter(tag for one in golden for tag in one.tags).items()):
        if count >= _LEAST_OF_A_TAG and tag != _AS_THE_CORPUS_IS:
            tagged = [one for one in golden if tag in one.tags]
            yield from _uneven(tag, tagged, _EVEN_IN_A_TAG)
    for one in golden:
        yield from _of_facts(one, sources)


def _asked_twice(golden: Sequence[GoldenQuestion]) -> Iterator[Fault]:
    seen: dict[tuple[object, ...], str] = {}
    for one in golden:
        spelled = tuple(fold(word.text) for word in words_of(one.question))
        for key in (("id", one.id), ("question", *one.before, *spelled)):
            if key in seen:
                yield Fault("golden-twice", one.id, seen[key])
            seen.setdefault(key, one.id)


def _uneven(
    tag: str, golden: Sequence[GoldenQuestion], even: tuple[float, float]
) -> Iterator[Fault]:
    share = sum(one.language is Language.KK for one in golden) / len(golden) if golden else 0.5
    if not even[0] <= share <= even[1]:
        yield Fault("golden-uneven", tag or "*", f"{share:.0%}")


def _of_facts(golden: GoldenQuestion, sources: Sources) -> Iterator[Fault]:
    if golden.expect is not Status.ANSWERED:
        if golden.facts:
            yield Fault("golden-facts-unexpected", golden.id)
        return
    if not golden.facts:
        yield Fault("golden-facts-none", golden.id)
    texts = sources.texts(golden)
    if not texts and (golden.documents or golden.articles):
        yield Fault("golden-source-missing", golden.id)
        return
    for forms in golden.facts:
        if texts and not share_of_facts([forms], "\n".join(texts)):
            yield Fault("golden-fact-missing", golden.id, " | ".join(forms))
