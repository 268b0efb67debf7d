"""The guide as a search field: a question like one that the guide lists → the articles it is about.

The listed questions, in both languages, lie in a small index of their own, so that their number
does not depend on what the corpus holds. An article that is found so lifts its own paragraphs and
its card (Weights.guide); the questions themselves are never shown as sources.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.document import Document, Span
from corpus.guide.cards import card_files, read_cards
from retrieval.filter import EVERYTHING
from retrieval.lexical import LexicalChannel
from retrieval.locator import Locator
from retrieval.passage import Passage
from retrieval.query import Query
from retrieval.weighting import Weights

# Raise it when the cards would be indexed another way.
_VERSION = 2
# Listed questions looked at, articles returned, and the least trust of one.
_CONSIDERED = 30
_MOST_ARTICLES = 5
_LEAST_TRUST = 0.1
# How much each part of a card is trusted: a single word stands in the questions of many articles.
_PARTS = {"question": 1.0, "title": 1.0, "words": 0.5}
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
        channel = self._opened = LexicalChannel(self._path / guide_stamp(), _WEIGHTS)
        if not channel.count():
            channel.add(list(_questions()))
            channel.commit()

    def is_built(self) -> bool:
        """Whether the questions are indexed as they are now."""
        return (self._path / guide_stamp()).is_dir()

    def articles(self, query: Query) -> dict[str, float]:
        """Return the articles that a question is about, each with how surely (0–1)."""
        channel = self._opened = self._opened or self._on_disk()
        if channel is None:
            return {}
        asked = replace(query, filter=EVERYTHING, articles={})
        trusts: dict[str, float] = defaultdict(float)
        for hit in channel.search(asked, _CONSIDERED):
            article, part, _ = hit.document_id.split("/")
            trusts[article] = max(trusts[article], _PARTS[part] * min(hit.score, 1.0))
        ranked = sorted(trusts.items(), key=lambda item: -item[1])[:_MOST_ARTICLES]
        return {article: trust for article, trust in ranked if trust >= _LEAST_TRUST}

    def _on_disk(self) -> LexicalChannel | None:
        return LexicalChannel(self._path / guide_stamp(), _WEIGHTS) if self.is_built() else None


def guide_stamp() -> str:
    """Name the guide as it is, by its files' names and sizes, and how it is indexed."""
    listed = " ".join(f"{file.name}:{file.stat().st_size}" for file in card_files())
    listed += f"{LexicalChannel.stamp} {_VERSION}"
    return hashlib.sha256(listed.encode()).hexdigest()[:12]


def _questions() -> Iterator[Passage]:
    for card in read_cards():
        parts = {"question": card.questions, "words": card.words, "title": (card.title,)}
        for part, texts in parts.items():
            for number, text in enumerate(texts):
                name = f"{card.article}/{part}/{card.language}{number}"
                document = Document(name, "", text, card.language)
                yield Passage(document, Span(0, len(text)), Locator(1))
