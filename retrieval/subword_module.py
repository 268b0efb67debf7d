"""The model in the box for sentence-transformers, which imports this class by its name.

`SentenceTransformer(folder, trust_remote_code=True)`: a class that is not of that library is loaded
only where its user says so.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy
import torch
from sentence_transformers.base.modules import InputModule

from retrieval.static_embedding import (
    Shape,
    count_words,
    read_shape,
    read_table,
    rows_of,
    write_table,
)


class SubwordModule(InputModule):  # type: ignore[misc] # an extra: untyped where it lacks
    """The sums of retrieval/static_embedding.py over a table that can be trained on."""

    def __init__(self, table: torch.Tensor, shape: Shape) -> None:
        """Take the table, float32 (rows, dimension)."""
        super().__init__()
        self.table = torch.nn.EmbeddingBag.from_pretrained(
            table, mode="sum", freeze=False, include_last_offset=True
        )
        self.shape = shape

    def preprocess(
        self, inputs: Sequence[str], prompt: str | None = None, **_: object
    ) -> dict[str, torch.Tensor]:
        """Turn texts into rows of the table, each with its weight."""
        bags = [_bag(f"{prompt or ''}{text}", self.shape) for text in inputs]
        rows = [row for those, _ in bags for row in those]
        weights = [weight for _, those in bags for weight in those]
        offsets = numpy.cumsum([0, *(len(those) for those, _ in bags)])
        return {
            "input_ids": torch.tensor(rows, dtype=torch.long),
            "weights": torch.tensor(weights, dtype=torch.float32),
            "offsets": torch.from_numpy(offsets),
        }

    def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
        """Sum the rows up; sums have length 1."""
        sums = self.table(features["input_ids"], features["offsets"], features["weights"])
        features["sentence_embedding"] = torch.nn.functional.normalize(sums, dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        """How long a vector is."""
        return self.shape.dimension

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Write the model into a folder, its rows rounded to int8."""
        write_table(Path(output_path), self.table.weight.detach().numpy(), self.shape)

    @classmethod
    def load(cls, model_name_or_path: str, **_: object) -> Self:
        """Read the model of a folder."""
        path = Path(model_name_or_path)
        shape = read_shape(path)
        table, scales = read_table(path, shape)
        return cls(torch.from_numpy(table * scales[:, None]), shape)


def _bag(text: str, shape: Shape) -> tuple[list[int], list[float]]:
    """The rows of a text's words, a word's after another's, with their weights."""
    rows: list[int] = []
    weights: list[float] = []
    for word, count in count_words(text).items():
        those = rows_of(word, shape)
        rows += those
        weights += [(count / len(those)) ** 0.5] * len(those)
    return rows, weights
