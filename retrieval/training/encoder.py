"""The model while it learns: the same sums as retrieval/static_embedding.py, by torch."""

from collections.abc import Sequence
from typing import Any

import numpy
import torch
from numpy.typing import NDArray
from torch.nn.functional import embedding_bag, normalize

from retrieval.training.vocabulary import Numbers, Vocabulary

_DEVIATION = 0.05
_AT_ONCE = 256


class Encoder(torch.nn.Module):  # type: ignore[misc] # an extra: untyped where it lacks
    """A table of subwords' rows, in float32."""

    def __init__(self, vocabulary: Vocabulary, weights: NDArray[numpy.float32]) -> None:
        """Begin with random rows, each as long as its weight says."""
        super().__init__()
        self._vocabulary = vocabulary
        shape = vocabulary.shape
        rows = torch.randn(shape.rows, shape.dimension) * _DEVIATION
        self.table = torch.nn.Parameter(rows * torch.from_numpy(weights)[:, None])

    def forward(self, texts: Sequence[Numbers]) -> torch.Tensor:
        """Embed texts, none of them empty: (n, dimension), rows of length 1."""
        lengths = [len(text) for text in texts]
        words, places = numpy.unique(numpy.concatenate(texts), return_inverse=True)
        bags = [
            numpy.unique(bag, return_counts=True)
            for bag in numpy.split(places, numpy.cumsum(lengths)[:-1])
        ]
        sums = _sums(
            self._embed_words(words),
            [bag for bag, _ in bags],
            [numpy.sqrt(counts) for _, counts in bags],
        )
        return normalize(sums, dim=1)

    def embed(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        """Embed texts as they are written: (n, dimension), rows of length 1 or, of no word, 0."""
        rows = numpy.zeros((len(texts), self.table.shape[1]), dtype=numpy.float32)
        read = {place: self._vocabulary.read(text) for place, text in enumerate(texts)}
        worded = [place for place, text in read.items() if text]
        with torch.no_grad():
            for start in range(0, len(worded), _AT_ONCE):
                places = worded[start : start + _AT_ONCE]
                rows[places] = self([read[place] for place in places]).numpy()
        return rows

    def _embed_words(self, words: NDArray[Any]) -> torch.Tensor:
        rows = self._vocabulary.rows(words.tolist())
        weights = [numpy.full(len(those), len(those) ** -0.5) for those in rows]
        return _sums(self.table, rows, weights)


def _sums(
    table: torch.Tensor, rows: Sequence[NDArray[Any]], weights: Sequence[NDArray[Any]]
) -> torch.Tensor:
    """The weighted sums of rows of a table, one for each list of them."""
    offsets = numpy.cumsum([0, *map(len, rows[:-1])])
    return embedding_bag(
        torch.from_numpy(numpy.concatenate(rows)),
        table,
        torch.from_numpy(offsets),
        mode="sum",
        per_sample_weights=torch.from_numpy(numpy.concatenate(weights).astype(numpy.float32)),
    )


def rarity(texts: Sequence[Numbers], vocabulary: Vocabulary) -> NDArray[numpy.float32]:
    """Return the inverse document frequency of every row, its mean 1: float32 (rows,).

    What many texts have says little; training finds the rest.
    """
    frequencies = numpy.ones(vocabulary.shape.rows)
    for text in texts:
        rows = vocabulary.rows(set(text))
        if rows:
            frequencies[numpy.unique(numpy.concatenate(rows))] += 1
    rarities = numpy.log((len(texts) + 1) / frequencies).clip(min=0.3)
    shares: NDArray[numpy.float32] = (rarities / rarities.mean()).astype(numpy.float32)
    return shares
