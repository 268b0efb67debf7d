"""Embedding models from disk, by sentence-transformers."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy
from sentence_transformers import SentenceTransformer

from retrieval.errors import ModelError

if TYPE_CHECKING:
    from retrieval.channel import Matrix

_BATCH = 32
_SAMPLES = 16
_SAMPLE_BYTES = 65_536


class SentenceTransformerEmbedder:
    """A SentenceTransformer in a folder; prefixes are those of its own configuration.

    A model whose configuration names the prompts `query` and `passage` (or `document`) gets them
    before its texts, as its authors trained it.
    """

    def __init__(self, path: Path) -> None:
        """Load the model in the folder `path`, without network. Raises ModelError."""
        if not path.is_dir():
            raise ModelError("error-model-missing", path=str(path))
        self._model = _load(path)
        self.name = f"{path.resolve().name}@{_revision(path)}"
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


def _load(path: Path) -> SentenceTransformer:
    # The faces show progress. Imported by name, for it is not typed.
    import_module("transformers.utils.logging").disable_progress_bar()
    try:
        return SentenceTransformer(str(path), device="cpu", local_files_only=True)
    except Exception as error:  # a damaged model fails in whichever library reads the damaged file
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelError("error-model-unloadable", path=str(path), reason=reason) from error


def _revision(path: Path) -> str:
    """A digest of the model's files, so that other weights in the same folder are another model.

    Of each file samples are read, evenly spread: training changes weights everywhere, and a whole
    model would take seconds at every start.
    """
    digest = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        digest.update(f"{file.relative_to(path)} {file.stat().st_size}".encode())
        for sample in _samples(file):
            digest.update(sample)
    return digest.hexdigest()[:12]


def _samples(file: Path) -> Iterator[bytes]:
    step = max(file.stat().st_size // _SAMPLES, _SAMPLE_BYTES)
    with file.open("rb") as opened:
        for start in range(0, file.stat().st_size, step):
            opened.seek(start)
            yield opened.read(_SAMPLE_BYTES)
