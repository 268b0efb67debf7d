"""Settings → a working Application: here, and for the dense channel, concrete classes are named."""

import shutil
import time
from collections.abc import Callable, Sequence
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
from bot.corpus_folder import CorpusFolder
from bot.dense_wiring import build_dense
from bot.errors import SettingsError
from bot.model_wiring import Models
from bot.settings import Settings
from bot.shared_wiring import build_shared_answers
from bot.snapshots.manifest import read_manifest
from corpus.catalogue import Catalogue
from corpus.default import default_corpus
from corpus.document import Language
from corpus.guide.cards import read_cards
from corpus.intake import take_in
from prompts.messages import message
from retrieval.channel import Channel
from retrieval.dense import DenseChannel, dense_stamp
from retrieval.errors import DamagedIndexError, IndexBusyError
from retrieval.guide import Guide, guide_stamp
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import load_lexicon
from retrieval.retriever import OnFault, Progress, Retriever
from retrieval.similarity import Similarity

if TYPE_CHECKING:
    from bot.answering.chat_model import ChatModel
    from corpus.fetching.fetcher import Fetcher

_BUSY_SECONDS = 30.0
_BUSY_STEP = 0.2


@dataclass(frozen=True)
class Application:
    """The wired program: what every face calls."""

    settings: Settings
    catalogue: Catalogue
    retriever: Retriever
    models: Models
    folder: CorpusFolder
    dense: DenseChannel | None = None

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant; a model is named here and loaded at its first question."""
        return self._build_assistant(None)

    @cached_property
    def shared_assistant(self) -> Assistant:
        """The assistant of a service that many ask: it remembers its answers."""
        shared = build_shared_answers(self.settings, self.catalogue)
        return self._build_assistant(AnswerCache(self.settings.answer_cache, shared))

    @cached_property
    def brief_assistant(self) -> Assistant:
        """Who answers while the model is busy with others; without a model, the one of always."""
        if self.models.chat_model is None:
            return self.shared_assistant
        cache = AnswerCache(self.settings.answer_cache)
        return self._assistant_of([ExtractiveGenerator()], cache)

    def _build_assistant(self, cache: AnswerCache | None) -> Assistant:
        generators = _build_generators(self.settings, self.models.chat_model)
        return self._assistant_of(generators, cache)

    def _assistant_of(
        self, generators: Sequence[Generator], cache: AnswerCache | None
    ) -> Assistant:
        threshold = self.settings.answer_threshold
        return Assistant(self.retriever, generators, load_lexicon(), threshold, cache)

    @cached_property
    def fetcher(self) -> "Fetcher":
        """What fetches addresses for the corpus."""
        from corpus.fetching.fetcher import Fetcher

        return Fetcher(allow_private=self.settings.fetch_private_addresses)

    @cached_property
    def related(self) -> RelatedQuestions:
        """The questions that an answer leads to."""
        return RelatedQuestions(list(read_cards()))

    def warm_up(self) -> None:
        """Have at hand what a service's questions need: they come many at once."""
        load_lexicon().read_all()
        _ = self.shared_assistant, self.related

    def indexed_at(self) -> float:
        """When the index was last written, in seconds since 1970; 0 where there is none."""
        if self.folder.is_portable:
            return read_manifest(self.folder.path).made
        written = self.folder.index / "lexical" / LexicalChannel.stamp / "meta.json"
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

    def warm(self) -> None:
        """Search once, so that the first who asks does not wait for what is read at need."""
        for language in Language:
            self.shared_assistant.find(message("telegram-example-1", language), language)
        _ = self.related

    def close(self) -> None:
        """Let go of the databases; what is mapped into memory goes with the Application itself.

        The models stay, for others use them.
        """
        self.catalogue.close()
        if self.dense:
            self.dense.close()


def build_application(
    settings: Settings,
    *,
    renew_damaged: bool = False,
    on_fault: OnFault | None = None,
    stays: bool = False,
    models: Models | None = None,
    folder: CorpusFolder | None = None,
) -> Application:
    """Open the data folder and wire the program over it; `stays` for a process that goes on.

    `models` are those of another Application, where they are open; `folder` holds the catalogue
    and its indexes, where that is not HOME.

    `on_fault` is told of a part that the program goes on without: a lost server of vectors, a
    reranker that fails. Without it, a lost server is raised.

    Raises SettingsError, DamagedCatalogueError, and DamagedIndexError unless a damaged index is to
    be renewed: then it is thrown away, for the caller to rebuild.
    """
    make_home(settings.home)
    models, folder = models or Models(settings), folder or settings.corpus_folder
    catalogue = Catalogue(folder.catalogue)
    lexical = _open_lexical(folder.index / "lexical", renew_damaged=renew_damaged)
    dense = build_dense(folder, models, on_fault, renew_damaged=renew_damaged, stays=stays)
    for channel in (lexical, dense):
        if channel:
            _forget_lost(catalogue, channel)
    retriever = Retriever(
        catalogue,
        lexical,
        load_lexicon(),
        dense,
        guide=Guide(folder.index / "guide"),
        reranker=models.reranker,
        on_fault=on_fault,
        similarity=Similarity(models.boxed),
    )
    return Application(settings, catalogue, retriever, models, folder, dense)


def stamps_of(models: Models) -> dict[str, str]:
    """How this program indexes: what a snapshot must bear to be read by it."""
    dense = dense_stamp(models.embedder)
    return {"lexical": LexicalChannel.stamp, "vectors": dense, "guide": guide_stamp()}


def make_home(home: Path) -> None:
    """Make the data folder, unless it is there. Raises SettingsError where it cannot be written."""
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
        if other.is_dir() and other != path:
            shutil.rmtree(other, ignore_errors=True)
        elif other.is_file():  # of the first version, which had no folder of its own
            other.unlink(missing_ok=True)
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
