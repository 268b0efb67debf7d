"""Answers that workers share: what one has answered, none answers again, for a while.

They lie on the Redis server by the digest of a question's words and of all that an answer depends
on: Documents, models, settings, the program. Of those who ask the same at once, on any worker, one
makes the answer while the others wait. A server that is away is as good as empty.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from redis import Redis
from redis.exceptions import RedisError

from bot.answer import Answer, Question
from bot.answering.answer_json import DocumentOf, from_json, to_json
from bot.answering.cache import Flight
from bot.answering.repetition import Key
from bot.errors import BotError
from corpus.errors import CorpusError

_KEPT_S, _MAKING_S = 900, 15
_PATIENCE_S, _AWAY_S, _STEP_S = 0.1, 5.0, 0.05
_NAME_BYTES = 8
_UNREADABLE = (ValueError, KeyError, TypeError, BotError, CorpusError)


class RedisAnswerStore:
    """The second level of an AnswerCache, on a server. Safe among threads."""

    def __init__(
        self,
        url: str,
        version: Callable[[], str],
        document_of: DocumentOf,
        making_s: int = _MAKING_S,
    ) -> None:
        """Take the server's address, and how the state is called that answers are of now.

        Who makes an answer is waited for so many seconds.
        """
        self._redis = Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_PATIENCE_S,
            socket_connect_timeout=_PATIENCE_S,
            retry=None,
        )
        self._version = version
        self._document_of = document_of
        self._making_ms = 1000 * making_s
        self._away_until = 0.0

    @contextmanager
    def flight(
        self,
        flight: Flight,
        question: Question,
        keys: Sequence[Key],
        stopped: Callable[[], bool],
    ) -> Iterator[None]:
        """Give a flight the answer that another worker has made or makes, else the task."""
        version, me = self._version(), secrets.token_hex(_NAME_BYTES)
        names = [_name(version, key) for key in keys]
        flight.answer = self._await(names, question, me, stopped)
        was_known = flight.answer is not None
        try:
            yield
        finally:
            if time.monotonic() >= self._away_until:
                self._end(names, me, None if was_known else flight.answer, version)

    def _end(self, names: Sequence[str], me: str, made: Answer | None, version: str) -> None:
        """Keep what was made, unless the state has changed meanwhile, and let the others go."""
        with self._excused():
            if made and self._version() == version:
                self._keep(names, made)
            self._release(names[0], me)

    def _await(
        self, names: Sequence[str], question: Question, me: str, stopped: Callable[[], bool]
    ) -> Answer | None:
        with self._excused():
            while not stopped() and time.monotonic() >= self._away_until:
                if known := self._known(names, question):
                    return known
                if self._redis.set(f"{names[0]}:making", me, nx=True, px=self._making_ms):
                    return self._known(names, question)  # it may have been made just now
                time.sleep(_STEP_S)
        return None

    def _known(self, names: Sequence[str], question: Question) -> Answer | None:
        for text in filter(None, self._redis.mget(names)):
            with suppress(*_UNREADABLE):
                return from_json(text, question, self._document_of)
        return None

    def _keep(self, names: Sequence[str], answer: Answer) -> None:
        text = to_json(answer)
        with self._redis.pipeline(transaction=False) as pipeline:
            for name in names:
                pipeline.set(name, text, ex=_KEPT_S)
            pipeline.execute()

    def _release(self, name: str, me: str) -> None:
        if self._redis.get(f"{name}:making") == me:
            self._redis.delete(f"{name}:making")

    @contextmanager
    def _excused(self) -> Iterator[None]:
        """Let the server be for a while when it does not answer."""
        try:
            yield
        except RedisError:
            self._away_until = time.monotonic() + _AWAY_S


def _name(version: str, key: Key) -> str:
    digest = hashlib.sha256(json.dumps([version, *key]).encode("utf-8", "surrogatepass"))
    return f"atazan-answer:{digest.hexdigest()}"
