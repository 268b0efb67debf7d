"""Embedding models from disk, by sentence-transformers."""

import tomllib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy
from sentence_transformers import SentenceTransformer

from retrieval.errors import ModelError
from retrieval.model_revision import revision_of

if TYPE_CHECKING:
    from retrieval.channel import Matrix

_BATCH = 32
# What bot/models/shelf.py writes beside a model.
_RECORD = "atazan.toml"


class Prefixes(NamedTuple):
    """What stands before a question and before a passage."""

    query: str
    passage: str


class SentenceTransformerEmbedder:
    """A SentenceTransformer in a folder, its texts with the prefixes it was trained with.

    They are those of the record that `atazan models pull` leaves beside the model; without one,
    the prompts `query` and `passage` (or `document`) of the model's own configuration.
    """

    def __init__(self, path: Path) -> None:
        """Load the model in the folder `path`, without network. Raises ModelError."""
        if not path.is_dir():
            raise ModelError("error-model-missing", path=str(path))
        self._model = _load(path)
        self.prefixes = _recorded_prefixes(path) or _prompts(self._model)
        self.name = f"{path.resolve().name}@{revision_of(path)}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def embed_queries(self, texts: Sequence[str], /) -> "Matrix":
        """Embed questions: float32 (n, dimension), rows of length 1."""
        return self._embed(texts, self.prefixes.query)

    def embed_passages(self, texts: Sequence[str], /) -> "Matrix":
        """Embed passages: float32 (n, dimension), rows of length 1."""
        return self._embed(texts, self.prefixes.passage)

    def _embed(self, texts: Sequence[str], prefix: str) -> "Matrix":
        rows = self._model.encode(
            list(texts),
            prompt=prefix,
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return numpy.asarray(rows, dtype=numpy.float32)


def _recorded_prefixes(path: Path) -> Prefixes | None:
    """The prefixes of the model's record; none where there is no record, or it names none."""
    try:
        told = tomllib.loads((path / _RECORD).read_text(encoding="utf-8"))["prefix"]
        prefixes = Prefixes(str(told["query"]), str(told["passage"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "error-model-unloadable", path=str(path), reason=f"{_RECORD}: {error}"
        ) from error
    return prefixes if any(prefixes) else None


def _prompts(model: SentenceTransformer) -> Prefixes:
    known = model.prompts
    passage = known.get("passage") or known.get("document") or ""
    return Prefixes(known.get("query") or "", passage)


def _load(path: Path) -> SentenceTransformer:
    # The faces show progress. Imported by name, for it is not typed.
    import_module("transformers.utils.logging").disable_progress_bar()
    try:
        return SentenceTransformer(str(path), device="cpu", local_files_only=True)
    except Exception as error:  # a damaged model fails in whichever library reads the damaged file
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelError("error-model-unloadable", path=str(path), reason=reason) from error
