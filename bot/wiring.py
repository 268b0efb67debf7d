"""The only place that names concrete classes: settings → a working Application."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile

from bot.answering.extractive import ExtractiveGenerator
from bot.answering.generator import Generator
from bot.assistant import Assistant
from bot.errors import MissingExtraError, SettingsError
from bot.settings import Settings
from corpus.catalogue import Catalogue
from corpus.default import default_corpus
from corpus.intake import take_in
from retrieval.channel import Channel
from retrieval.errors import DamagedIndexError, IndexBusyError
from retrieval.guide import Guide
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import load_lexicon
from retrieval.retriever import Progress, Retriever

_BUSY_SECONDS = 30.0
_BUSY_STEP = 0.2


@dataclass(frozen=True)
class Application:
    """The wired program: what every face calls."""

    settings: Settings
    catalogue: Catalogue
    retriever: Retriever

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant; a model is named here and loaded at its first question."""
        threshold = self.settings.answer_threshold
        return Assistant(
            self.retriever, _build_generators(self.settings), load_lexicon(), threshold
        )

    def is_empty(self) -> bool:
        """Whether the catalogue holds no Document."""
        return len(self.catalogue) == 0

    def add_default_corpus(self) -> None:
        """Add the corpus that comes with the program."""
        for outcome in take_in(self.catalogue, default_corpus()):
            if outcome.error:
                raise outcome.error

    def index(self, progress: Progress | None = None) -> None:
        """Bring the index up to the catalogue; wait a while for another process that does.

        Raises IndexBusyError when that takes too long.
        """
        _patiently(lambda: self.retriever.index(progress))

    def is_whole(self) -> bool:
        """Whether every channel holds just the passages that the catalogue has."""
        return self.retriever.is_whole()

    def mend(self, progress: Progress | None = None) -> None:
        """Index what lags; where passages are lost or left over all the same, index anew."""
        self.index(progress)
        if not self.is_whole():
            self.rebuild(progress)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Index everything anew; waits as `index` does. Raises IndexBusyError."""
        _patiently(lambda: self.retriever.rebuild(progress))


def build_application(settings: Settings, *, renew_damaged: bool = False) -> Application:
    """Open the data folder and wire the program over it.

    Raises SettingsError, DamagedCatalogueError, and DamagedIndexError unless a damaged index is to
    be renewed: then it is thrown away, for the caller to rebuild.
    """
    _make_home(settings.home)
    catalogue = Catalogue(settings.catalogue_path)
    lexical = _open_lexical(settings.index_path / "lexical", renew_damaged=renew_damaged)
    guide = Guide(settings.index_path / "guide")
    dense = _build_dense(settings)
    for channel in (lexical, dense):
        if channel:
            _forget_lost(catalogue, channel)
    retriever = Retriever(catalogue, lexical, load_lexicon(), dense, guide=guide)
    return Application(settings, catalogue, retriever)


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=home):
            pass
    except OSError as error:
        raise SettingsError("error-home-unwritable", path=str(home)) from error


def _open_lexical(folder: Path, *, renew_damaged: bool) -> LexicalChannel:
    """Open the index of this version, and throw away those of others: they cannot be read."""
    path = folder / LexicalChannel.stamp
    for other in folder.iterdir() if folder.is_dir() else ():
        if other != path:
            shutil.rmtree(other, ignore_errors=True)
    try:
        return LexicalChannel(path)
    except DamagedIndexError:
        if not renew_damaged:
            raise
        shutil.rmtree(path)
        return LexicalChannel(path)


def _forget_lost(catalogue: Catalogue, channel: Channel) -> None:
    """An index whose folder was deleted holds nothing, whatever the ledger says: index anew."""
    if len(catalogue) and not channel.count():
        catalogue.forget_indexed(channel.name)


def _build_generators(settings: Settings) -> list[Generator]:
    extractive = ExtractiveGenerator()
    if settings.llm_model is None:
        return [extractive]
    from bot.answering.llama import LlamaGenerator

    return [LlamaGenerator(settings.llm_model), extractive]


def _build_dense(settings: Settings) -> Channel | None:
    if settings.embedding_model is None:
        return None
    if not settings.embedding_model.exists():  # told before the heavy imports
        raise SettingsError("error-model-missing", path=str(settings.embedding_model))
    try:
        from retrieval.dense import DenseChannel
        from retrieval.embedding import SentenceTransformerEmbedder
    except ImportError as error:
        raise MissingExtraError("dense") from error
    embedder = SentenceTransformerEmbedder(settings.embedding_model)
    return DenseChannel(settings.index_path / "dense", embedder)


def _patiently(action: Callable[[], None]) -> None:
    """Try until no other process writes to the index."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            return action()
        except IndexBusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_BUSY_STEP)
