"""Settings → the answers that workers share, where they share a Redis server."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version

from bot.answering.cache import SharedAnswers
from bot.errors import MissingExtraError
from bot.settings import Settings
from corpus.catalogue import Catalogue

# What decides of an answer beside the Documents; of a path its last part, as machines differ.
_DECISIVE = (
    "answer_threshold",
    "llm_servers",
    "llm_server_model",
    "llm_mode",
    "llm_prompt_tokens",
    "chroma_url",
    "chroma_collection",
)
_MODELS = ("llm_model", "embedding_model", "reranker_model")


def build_shared_answers(settings: Settings, catalogue: Catalogue) -> SharedAnswers | None:
    """Build the second level of the answer cache; None without a server or without a cache."""
    url = settings.redis_url.get_secret_value()
    if not url or not settings.answer_cache:
        return None
    try:
        from bot.redis_answers import RedisAnswerStore
    except ImportError as error:
        raise MissingExtraError("redis") from error
    return RedisAnswerStore(url, _version_of(settings, catalogue), catalogue.get)


def _version_of(settings: Settings, catalogue: Catalogue) -> Callable[[], str]:
    """How the state is called that answers are of, the same on every machine that has it."""
    decisive = [str(getattr(settings, name)) for name in _DECISIVE]
    models = [path.name if (path := getattr(settings, name)) else "" for name in _MODELS]
    fixed = json.dumps([version("atazan"), *decisive, *models])

    @lru_cache(maxsize=2)
    def content(state: object) -> str:
        return hashlib.sha256(f"{fixed}{catalogue.content()}".encode()).hexdigest()

    return lambda: content(catalogue.state())
