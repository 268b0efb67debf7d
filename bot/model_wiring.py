"""Settings → the models: each opened once, at its first use, whichever corpus it works on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import MissingExtraError, SettingsError
from bot.models.gguf import check_memory
from bot.models.memory import available_memory
from bot.models.shelf import Shelf
from bot.settings import Settings
from corpus.keyed_error import KeyedError
from retrieval.channel import Embedder
from retrieval.reranking import CrossEncoderReranker
from retrieval.static_embedding import MODEL, StaticEmbedder, is_static

if TYPE_CHECKING:
    from bot.answering.chat_model import ChatModel
    from bot.answering.server import ServerModel


@dataclass(frozen=True)
class Models:
    """The models that the settings name, and the one in the box."""

    settings: Settings

    @cached_property
    def boxed(self) -> StaticEmbedder:
        """The embedding model in the box. Raises ModelError."""
        return StaticEmbedder()

    @cached_property
    def embedder(self) -> Embedder:
        """What embeds passages: the model in the box unless another is set.

        Raises SettingsError, ModelError.
        """
        path = self.settings.embedding_model or MODEL
        if path.resolve() == MODEL.resolve():
            return self.boxed
        self._require(path)
        if is_static(path):
            return StaticEmbedder(path)
        try:
            from retrieval.embedding import SentenceTransformerEmbedder
        except ImportError as error:
            raise MissingExtraError("dense") from error
        return SentenceTransformerEmbedder(path)

    @cached_property
    def reranker(self) -> CrossEncoderReranker | None:
        """What reorders the best, where one is set; loaded at its first question."""
        path = self.settings.reranker_model
        if path is None:
            return None
        self._require(path)
        return CrossEncoderReranker(path, self.settings.reranker_budget_ms)

    @cached_property
    def chat_model(self) -> "ChatModel | None":
        """The language model: a server where one is set, else a file where one is, else None."""
        if self.settings.llm_servers:
            return self._server()
        path = self.settings.llm_model
        if path is None:
            return None
        self._require(path)
        from bot.answering.llama import LlamaModel

        return LlamaModel(path, self.settings.llm_threads, self.settings.llm_deadline_s)

    def faults(self) -> dict[str, KeyedError | None]:
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
        server = self._server()
        try:
            return server.faults()
        finally:
            server.close()

    def _require(self, model: Path) -> None:
        """Raise SettingsError for a model that is not there, or not on the shelf."""
        require(model)
        Shelf(self.settings.models_path).check_holds(model)

    def _server(self) -> "ServerModel":
        try:
            from bot.answering.server import ServerModel
        except ImportError as error:
            raise MissingExtraError("server") from error
        settings = self.settings
        key = settings.llm_api_key.get_secret_value()
        addresses = list(map(str, settings.llm_servers))
        return ServerModel(addresses, settings.llm_server_model, key, settings.llm_deadline_s)


def require(model: Path) -> None:
    """Raise SettingsError for a model that is not there, before the heavy imports."""
    if not model.exists():
        raise SettingsError("error-model-missing", path=str(model))


def _fault_of(action: Callable[[], None]) -> KeyedError | None:
    try:
        action()
    except KeyedError as error:
        return error
    return None
