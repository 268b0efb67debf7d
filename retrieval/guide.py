"""The guide as a search field: a question like one that the guide lists → the articles it is about.

The listed questions, in both languages, lie in a small index of their own, so that their number
does not depend on what the corpus holds. An article that is found so lifts its own paragraphs and
its card (Weights.guide); the questions themselves are never shown as sources.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.document import Document, Span
from corpus.guide.cards import card_files, read_cards
from retrieval import fusion
from retrieval.filter import EVERYTHING
from retrieval.lexical import LexicalChannel
from retrieval.locator import Locator
from retrieval.passage import Passage
from retrieval.query import Query
from retrieval.weighting import Weights

# Listed questions looked at, articles returned, and the least trust of one.
_CONSIDERED = 30
_MOST_ARTICLES = 5
_LEAST_TRUST = 0.1
# Questions have no titles.
_WEIGHTS = Weights(title=0.0)


class Guide:
    """The listed questions of the guide in an index on disk."""

    def __init__(self, path: Path) -> None:
        """Keep the index in the folder `path`; there is nothing to find before `build`."""
        self._path = path
        self._opened: LexicalChannel | None = None

    def build(self) -> None:
        """Index the questions, unless they are. Raises IndexBusyError."""
        channel = self._opened = LexicalChannel(self._path / _state(), _WEIGHTS)
        if not channel.count():
            channel.add(list(_questions()))
            channel.commit()

    def articles(self, query: Query) -> dict[str, float]:
        """Return the articles that a question is about, each with how surely (0–1)."""
        channel = self._opened = self._opened or self._on_disk()
        if channel is None:
            return {}
        asked = replace(query, filter=EVERYTHING, articles={})
        hits = fusion.normalise(channel.search(asked, _CONSIDERED), channel.ideal(asked))
        found: dict[str, float] = {}
        for hit in hits:
            article = hit.document_id.partition("/")[0]
            if hit.score >= _LEAST_TRUST and len(found) < _MOST_ARTICLES:
                found.setdefault(article, min(hit.score, 1.0))
        return found

    def _on_disk(self) -> LexicalChannel | None:
        folder = self._path / _state()
        return LexicalChannel(folder, _WEIGHTS) if folder.is_dir() else None


def _state() -> str:
    """A digest of the guide's files, by their names and sizes, and of how they are indexed."""
    listed = " ".join(f"{file.name}:{file.stat().st_size}" for file in card_files())
    listed += LexicalChannel.stamp
    return hashlib.sha256(listed.encode()).hexdigest()[:12]


def _questions() -> Iterator[Passage]:
    for card in read_cards():
        for number, question in enumerate((*card.questions, *card.words, card.title)):
            name = f"{card.article}/{card.language}/{number}"
            document = Document(name, "", question, card.language)
            yield Passage(document, Span(0, len(question)), Locator(1))
