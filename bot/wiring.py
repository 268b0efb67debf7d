"""Settings → a working Application: here, and for the dense channel, concrete classes are named."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from bot.answering.cache import AnswerCache
from bot.answering.extractive import ExtractiveGenerator
from bot.answering.generator import Generator
from bot.answering.related import RelatedQuestions
from bot.assistant import Assistant
from bot.dense_wiring import build_dense
from bot.errors import MissingExtraError, SettingsError
from bot.models.gguf import check_memory
from bot.models.memory import available_memory
from bot.settings import Settings
from corpus.catalogue import Catalogue
from corpus.default import default_corpus
from corpus.guide.cards import read_cards
from corpus.intake import take_in
from corpus.keyed_error import KeyedError
from retrieval.channel import Channel
from retrieval.errors import DamagedIndexError, IndexBusyError
from retrieval.guide import Guide
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import load_lexicon
from retrieval.reranking import CrossEncoderReranker
from retrieval.retriever import OnFault, Progress, Retriever
from retrieval.similarity import Similarity
from retrieval.static_embedding import StaticEmbedder

if TYPE_CHECKING:
    from bot.answering.chat_model import ChatModel
    from bot.answering.server import ServerModel
    from corpus.fetching.fetcher import Fetcher

_BUSY_SECONDS = 30.0
_BUSY_STEP = 0.2


@dataclass(frozen=True)
class Application:
    """The wired program: what every face calls."""

    settings: Settings
    catalogue: Catalogue
    retriever: Retriever
    reranker: CrossEncoderReranker | None = None

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant; a model is named here and loaded at its first question."""
        return self._build_assistant(None)

    @cached_property
    def shared_assistant(self) -> Assistant:
        """The assistant of a service that many ask: it remembers its answers."""
        return self._build_assistant(AnswerCache(self.settings.answer_cache))

    def _build_assistant(self, cache: AnswerCache | None) -> Assistant:
        generators = _build_generators(self.settings, self.chat_model)
        threshold = self.settings.answer_threshold
        return Assistant(self.retriever, generators, load_lexicon(), threshold, cache)

    @cached_property
    def chat_model(self) -> "ChatModel | None":
        """The language model that is set, None where none is."""
        return _build_chat_model(self.settings)

    @cached_property
    def fetcher(self) -> "Fetcher":
        """What fetches addresses for the corpus."""
        from corpus.fetching.fetcher import Fetcher

        return Fetcher(allow_private=self.settings.fetch_private_addresses)

    @cached_property
    def related(self) -> RelatedQuestions:
        """The questions that an answer leads to."""
        return RelatedQuestions(list(read_cards()))

    def indexed_at(self) -> float:
        """When the index was last written, in seconds since 1970; 0 where there is none."""
        written = self.settings.index_path / "lexical" / LexicalChannel.stamp / "meta.json"
        return written.stat().st_mtime if written.exists() else 0.0

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

    def model_faults(self) -> dict[str, KeyedError | None]:
        """The models that are set, by their settings, each with what keeps it from working.

        An embedding model that does not work keeps the program from being wired.
        """
        faults: dict[str, KeyedError | None] = {}
        if self.settings.embedding_model:
            faults["embedding_model"] = None
        if self.reranker:
            faults["reranker_model"] = _fault_of(self.reranker.load)
        if model := self.settings.llm_model:
            faults["llm_model"] = _fault_of(lambda: check_memory(model, available_memory()))
        return faults

    def server_faults(self) -> dict[str, str]:
        """Every server of models that is set, with why it does not answer, empty where it does."""
        if not self.settings.llm_servers:
            return {}
        server = _build_server_model(self.settings)
        try:
            return server.faults()
        finally:
            server.close()


def build_application(
    settings: Settings,
    *,
    renew_damaged: bool = False,
    on_fault: OnFault | None = None,
    stays: bool = False,
) -> Application:
    """Open the data folder and wire the program over it; `stays` for a process that goes on.

    `on_fault` is told of a part that the program goes on without: a lost server of vectors, a
    reranker that fails. Without it, a lost server is raised.

    Raises SettingsError, DamagedCatalogueError, and DamagedIndexError unless a damaged index is to
    be renewed: then it is thrown away, for the caller to rebuild.
    """
    _make_home(settings.home)
    catalogue = Catalogue(settings.catalogue_path)
    lexical = _open_lexical(settings.index_path / "lexical", renew_damaged=renew_damaged)
    dense = build_dense(settings, on_fault, renew_damaged=renew_damaged, stays=stays)
    for channel in (lexical, dense):
        if channel:
            _forget_lost(catalogue, channel)
    reranker = _build_reranker(settings)
    retriever = Retriever(
        catalogue,
        lexical,
        load_lexicon(),
        dense,
        guide=Guide(settings.index_path / "guide"),
        reranker=reranker,
        on_fault=on_fault,
        similarity=Similarity(StaticEmbedder()),
    )
    return Application(settings, catalogue, retriever, reranker)


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


def _build_generators(settings: Settings, model: "ChatModel | None") -> list[Generator]:
    """A server where one is set, else a model on disk where one is set; last the extractive one."""
    extractive = ExtractiveGenerator()
    if model is None:
        return [extractive]
    from bot.answering.model_generator import ModelGenerator

    return [ModelGenerator(model, settings.llm_mode, settings.llm_prompt_tokens), extractive]


def _build_chat_model(settings: Settings) -> "ChatModel | None":
    if settings.llm_servers:
        return _build_server_model(settings)
    if settings.llm_model is None:
        return None
    from bot.answering.llama import LlamaModel

    return LlamaModel(settings.llm_model, settings.llm_threads, settings.llm_deadline_s)


def _build_server_model(settings: Settings) -> "ServerModel":
    try:
        from bot.answering.server import ServerModel
    except ImportError as error:
        raise MissingExtraError("server") from error
    key = settings.llm_api_key.get_secret_value()
    addresses = list(map(str, settings.llm_servers))
    return ServerModel(addresses, settings.llm_server_model, key, settings.llm_deadline_s)


def _build_reranker(settings: Settings) -> CrossEncoderReranker | None:
    if settings.reranker_model is None:
        return None
    _require(settings.reranker_model)
    return CrossEncoderReranker(settings.reranker_model, settings.reranker_budget_ms)


def _require(model: Path) -> None:
    """Raise SettingsError for a model that is not there, before the heavy imports."""
    if not model.exists():
        raise SettingsError("error-model-missing", path=str(model))


def _fault_of(action: Callable[[], None]) -> KeyedError | None:
    try:
        action()
    except KeyedError as error:
        return error
    return None


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
