"""Settings → the dense channel: which model embeds, and where its vectors lie."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from bot.errors import MissingExtraError, SettingsError
from bot.settings import Settings
from retrieval.channel import Channel, Embedder, VectorStore
from retrieval.dense import DenseChannel
from retrieval.errors import DamagedIndexError, IndexServerError
from retrieval.retriever import OnFault
from retrieval.static_embedding import MODEL, StaticEmbedder, is_static

_CHROMA, _FILE = "dense", "vectors"


def build_dense(
    settings: Settings, on_fault: OnFault | None, *, renew_damaged: bool, stays: bool
) -> Channel | None:
    """Open the dense channel; None where its server is lost and `on_fault` has been told.

    The model in the box embeds unless another is set. Its vectors lie in a file, for Chroma takes
    longer to load than a question to answer; in Chroma, where the process `stays`.

    Raises SettingsError, ModelError, and DamagedIndexError unless a damaged index is to be renewed.
    """
    model = settings.embedding_model or MODEL
    if not model.exists():  # before the heavy imports
        raise SettingsError("error-model-missing", path=str(model))
    try:
        return _open(settings, model, stays=stays)
    except DamagedIndexError:
        if not renew_damaged:
            raise
        for folder in (_CHROMA, _FILE):
            shutil.rmtree(settings.index_path / folder, ignore_errors=True)
        return _open(settings, model, stays=stays)
    except IndexServerError as error:
        if on_fault is None:
            raise
        on_fault(error)
        return None


def _open(settings: Settings, model: Path, *, stays: bool) -> Channel:
    in_box = is_static(model)
    in_chroma = not in_box or (stays and find_spec("chromadb") is not None)
    return DenseChannel(_store(settings, in_chroma=in_chroma), _embedder(model, in_box=in_box))


def _store(settings: Settings, *, in_chroma: bool) -> VectorStore:
    if not in_chroma and not settings.chroma_url:
        from retrieval.local_vectors import LocalVectors

        return LocalVectors(settings.index_path / _FILE)
    try:
        from retrieval.vectors import vectors_in, vectors_on
    except ImportError as error:
        raise MissingExtraError("dense") from error
    if settings.chroma_url:
        return vectors_on(settings.chroma_url, settings.chroma_collection)
    return vectors_in(settings.index_path / _CHROMA)


def _embedder(model: Path, *, in_box: bool) -> Embedder:
    if in_box:
        return StaticEmbedder(model)
    try:
        from retrieval.embedding import SentenceTransformerEmbedder
    except ImportError as error:
        raise MissingExtraError("dense") from error
    return SentenceTransformerEmbedder(model)
