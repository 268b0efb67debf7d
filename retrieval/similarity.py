"""How near Evidence is to a question in meaning: what decides whether there is an answer.

Measured by the model in the box whichever model searches, for the cosines of others mean other
things, and few are as quick.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy

from retrieval.channel import Embedder
from retrieval.passage import Evidence

if TYPE_CHECKING:
    from retrieval.channel import Matrix


class Similarity:
    """Cosines between a question and what was found for it."""

    def __init__(self, embedder: Embedder) -> None:
        """Take the model that embeds both."""
        self._embedder = embedder
        self._passage = lru_cache(maxsize=2_000)(self._embedded)  # the same come again and again

    def measure(self, question: str, found: Sequence[Evidence]) -> list[Evidence]:
        """Return the Evidence, each piece with its similarity, under its Document's title."""
        if not found:
            return []
        texts = [f"{one.passage.document.title}. {one.passage.text}" for one in found]
        (asked,) = self._embedder.embed_queries([question])
        cosines = numpy.stack([self._passage(text) for text in texts]) @ asked
        pairs = zip(found, cosines.tolist(), strict=True)
        return [replace(one, similarity=cosine) for one, cosine in pairs]

    def _embedded(self, text: str) -> "Matrix":
        row: Matrix = self._embedder.embed_passages([text])[0]
        return row
