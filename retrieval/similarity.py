"""How near Evidence is to a question in meaning: what decides whether there is an answer.

Measured by the model in the box whichever model searches, for the cosines of others mean other
things, and few are as quick.
"""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.channel import Embedder
from retrieval.passage import Evidence


class Similarity:
    """Cosines between a question and what was found for it."""

    def __init__(self, embedder: Embedder) -> None:
        """Take the model that embeds both."""
        self._embedder = embedder

    def measure(self, question: str, found: Sequence[Evidence]) -> list[Evidence]:
        """Return the Evidence, each piece with its similarity, under its Document's title."""
        if not found:
            return []
        texts = [f"{one.passage.document.title}. {one.passage.text}" for one in found]
        (asked,) = self._embedder.embed_queries([question])
        cosines = self._embedder.embed_passages(texts) @ asked
        pairs = zip(found, cosines.tolist(), strict=True)
        return [replace(one, similarity=cosine) for one, cosine in pairs]
