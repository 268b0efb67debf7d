"""Settings → the dense channel: where the vectors lie."""

import shutil
from importlib.util import find_spec

from bot.corpus_folder import CorpusFolder
from bot.errors import MissingExtraError
from bot.model_wiring import Models, require
from bot.settings import Settings
from retrieval.channel import VectorStore
from retrieval.dense import DenseChannel
from retrieval.errors import DamagedIndexError, IndexServerError
from retrieval.retriever import OnFault
from retrieval.static_embedding import MODEL, is_static

_CHROMA, _FILE = "dense", "vectors"


def build_dense(
    folder: CorpusFolder,
    models: Models,
    on_fault: OnFault | None,
    *,
    renew_damaged: bool,
    stays: bool,
) -> DenseChannel | None:
    """Open the dense channel; None where its server is lost and `on_fault` has been told.

    The model in the box embeds unless another is set. Its vectors lie in a file, for Chroma takes
    longer to load than a question to answer; in Chroma, where the process `stays`.

    Raises SettingsError, ModelError, and DamagedIndexError unless a damaged index is to be renewed.
    """
    require(models.settings.embedding_model or MODEL)
    try:
        return _open(folder, models, stays=stays)
    except DamagedIndexError:
        if not renew_damaged:
            raise
        for name in (_CHROMA, _FILE):
            shutil.rmtree(folder.index / name, ignore_errors=True)
        return _open(folder, models, stays=stays)
    except IndexServerError as error:
        if on_fault is None:
            raise
        on_fault(error)
        return None


def _open(folder: CorpusFolder, models: Models, *, stays: bool) -> DenseChannel:
    return DenseChannel(_store(folder, models.settings, stays=stays), models.embedder)


def _store(folder: CorpusFolder, settings: Settings, *, stays: bool) -> VectorStore:
    if folder.is_portable or not (settings.chroma_url or _keeps_in_chroma(settings, stays=stays)):
        from retrieval.local_vectors import LocalVectors

        return LocalVectors(folder.index / _FILE)
    try:
        from retrieval.vectors import vectors_in, vectors_on
    except ImportError as error:
        raise MissingExtraError("dense") from error
    if settings.chroma_url:
        return vectors_on(settings.chroma_url, settings.chroma_collection)
    return vectors_in(folder.index / _CHROMA)


def _keeps_in_chroma(settings: Settings, *, stays: bool) -> bool:
    if not is_static(settings.embedding_model or MODEL):
        return True
    return stays and find_spec("chromadb") is not None
