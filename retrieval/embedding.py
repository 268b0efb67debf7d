"""Embedding models from disk, by sentence-transformers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
from sentence_transformers import SentenceTransformer

from retrieval.errors import ModelError

if TYPE_CHECKING:
    from retrieval.channel import Matrix

_BATCH = 32


class SentenceTransformerEmbedder:
    """A SentenceTransformer in a folder; prefixes are those of its own configuration.

    A model whose configuration names the prompts `query` and `passage` (or `document`) gets them
    before its texts, as its authors trained it.
    """

    def __init__(self, path: Path) -> None:
        """Load the model in the folder `path`, without network. Raises ModelError."""
        if not path.is_dir():
            raise ModelError("error-model-missing", path=str(path))
        try:
            self._model = SentenceTransformer(str(path), device="cpu", local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError("error-model-unloadable", path=str(path), reason=str(error)) from error
        self.name = path.name
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def embed_queries(self, texts: Sequence[str], /) -> "Matrix":
        """Embed questions: float32 (n, dimension), rows of length 1."""
        return self._embed(texts, ("query",))

    def embed_passages(self, texts: Sequence[str], /) -> "Matrix":
        """Embed passages: float32 (n, dimension), rows of length 1."""
        return self._embed(texts, ("passage", "document"))

    def _embed(self, texts: Sequence[str], prompts: tuple[str, ...]) -> "Matrix":
        known = self._model.prompts
        prompt = next((known[name] for name in prompts if known.get(name)), None)
        rows = self._model.encode(
            list(texts),
            prompt=prompt,
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return numpy.asarray(rows, dtype=numpy.float32)
