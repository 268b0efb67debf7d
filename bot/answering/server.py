"""Models behind OpenAI-compatible servers: llama.cpp's, vLLM, llama-cpp-python's.

The same prompts and the same verification as with a model of the bot's own. Where one server does
not answer, another does; where none does, the extractive generator.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from threading import Lock
from typing import Any

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from bot.answer import Usage
from bot.answering.chat_model import DEFAULT_DEADLINE_S, Messages
from bot.errors import GeneratorError
from retrieval.analysis.folding import KAZAKH_LETTERS

# Seconds: to connect, between two pieces, and for which a server that failed is left alone.
_CONNECTING, _SILENCE, _REST = 3.0, 30.0, 30.0
_ROUNDS = 2
_WAIT = wait_exponential_jitter(multiplier=0.1, max=2.0, jitter=0.1)
# Letters a token, taken rather low, so that a prompt is not longer than it was meant to be: a word
# of Kazakh has about 5.4 tokens on Qwen's tokenizer, one of Russian half as many.
_KAZAKH_LETTERS_A_TOKEN, _LETTERS_A_TOKEN = 1.4, 2.3
_PREFIX, _LAST = "data:", "[DONE]"
_LONGEST_LINE = 1_000_000


class _LostServerError(Exception):
    """A server that cannot be reached, fails, or breaks off before its first piece."""


class ServerModel:
    """Writes with a chat model on any of several servers."""

    name = "server"

    def __init__(
        self,
        servers: Sequence[str],
        model: str = "",
        api_key: str = "",
        deadline: float = DEFAULT_DEADLINE_S,
    ) -> None:
        """Take the servers' addresses, up to and with `/v1`, the first preferred.

        `deadline` is the seconds that an answer may take.
        """
        self._servers = [server.rstrip("/") for server in servers]
        self._model = model
        self._deadline = deadline
        self._resting: dict[str, float] = {}
        self._lock = Lock()
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._patience = min(_SILENCE, deadline / _ROUNDS)
        timeout = httpx.Timeout(self._patience, connect=_CONNECTING)
        self._client = httpx.Client(headers=headers, timeout=timeout)

    def write(
        self, messages: Messages, grammar: str | None, most_tokens: int
    ) -> Iterator[str | Usage]:
        """Yield pieces of text, then what was used, where the server tells. See ChatModel.

        A server that fails before its first piece is followed by the next, twice round with a
        pause that grows; one that fails later ends the answer. Raises GeneratorError.
        """
        end = time.monotonic() + self._deadline
        request = _request(self._model, messages, grammar, most_tokens)
        with self._opened(request) as lines:
            try:
                yield from _items(_until(end, lines))
            except httpx.TimeoutException as error:
                raise GeneratorError("error-generator-slow") from error
            except (httpx.HTTPError, ValueError) as error:
                raise GeneratorError("error-generator-lost") from error

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Estimate how many tokens each text has, rather too many than too few."""
        return list(map(_estimated_tokens, texts))

    def faults(self) -> dict[str, str]:
        """Return why each server does not answer, by its address; empty where it does."""
        return {server: self._fault(server) for server in self._servers}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _fault(self, server: str) -> str:
        try:
            self._client.get(f"{server}/models").raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            return str(error) or type(error).__name__
        return ""

    @contextmanager
    def _opened(self, request: Mapping[str, Any]) -> Iterator[Iterator[str]]:
        """Yield the lines of the first server that begins to answer."""
        turns = iter(self._in_turn() * _ROUNDS)
        attempts = Retrying(
            stop=stop_after_attempt(len(self._servers) * _ROUNDS),
            wait=_WAIT,
            retry=retry_if_exception_type(_LostServerError),
            reraise=True,
        )
        try:
            response, first, lines = attempts(lambda: self._begun(next(turns), request))
        except _LostServerError as error:
            raise GeneratorError("error-generator-lost") from error
        try:
            yield chain((first,), lines)
        finally:
            response.close()

    def _begun(
        self, server: str, request: Mapping[str, Any]
    ) -> tuple[httpx.Response, str, Iterator[str]]:
        """Ask one server; return its answer when the first line of that is there."""
        asked = self._client.build_request("POST", f"{server}/chat/completions", json=request)
        response = None
        try:
            response = self._client.send(asked, stream=True)
            response.raise_for_status()
            lines = _lines(response)
            timely = _until(time.monotonic() + self._patience, lines)
            first = next(line for line in timely if line.startswith(_PREFIX))
            json.loads(first.removeprefix(_PREFIX))
        except (httpx.HTTPError, StopIteration, ValueError) as error:
            if response:
                response.close()
            with self._lock:
                self._resting[server] = time.monotonic() + _REST
            raise _LostServerError from error
        return response, first, lines

    def _in_turn(self) -> list[str]:
        """The servers in their order, those that failed lately last."""
        now = time.monotonic()
        with self._lock:
            resting = {server for server, until in self._resting.items() if until > now}
        return sorted(self._servers, key=lambda server: server in resting)


def _request(
    model: str, messages: Messages, grammar: str | None, most_tokens: int
) -> dict[str, Any]:
    """What is asked. A server that cannot be bound by a grammar passes over the unknown fields."""
    bound = {"grammar": grammar, "structured_outputs": {"grammar": grammar}} if grammar else {}
    return {
        "model": model or "default",
        "messages": messages,
        "max_tokens": most_tokens,
        "temperature": 0.0,
        "stream": True,
        "stream_options": {"include_usage": True},
        "chat_template_kwargs": {"enable_thinking": False},
        **bound,
    }


def _lines(response: httpx.Response) -> Iterator[str]:
    """The lines of a response as they come, and "" for every piece that ends none.

    So whoever reads them can look at the clock, however slowly the bytes drip.
    """
    held = ""
    for piece in response.iter_text():
        *whole, held = (held + piece).split("\n")
        yield from whole or ("",)
        if len(held) > _LONGEST_LINE:
            raise ValueError("a line without an end")
    yield held


def _until(end: float, lines: Iterator[str]) -> Iterator[str]:
    """Pass lines on until a moment. Raises ReadTimeout after it."""
    for line in lines:
        yield line
        if time.monotonic() > end:
            raise httpx.ReadTimeout("the answer drips")


def _items(lines: Iterator[str]) -> Iterator[str | Usage]:
    """Read server-sent events. Raises ValueError for what is no event."""
    for line in lines:
        data = line.removeprefix(_PREFIX).strip()
        if not line.startswith(_PREFIX):
            continue
        if data == _LAST:
            return
        try:
            yield from _said(json.loads(data))
        except (TypeError, AttributeError) as error:
            raise ValueError("an event of another shape") from error


def _said(event: Any) -> Iterator[str | Usage]:  # noqa: ANN401 -- whatever the server says
    """Read an event. Raises ValueError, TypeError, AttributeError for what is none."""
    if "error" in event:
        raise ValueError(event["error"])
    for choice in event.get("choices") or ():
        if piece := (choice.get("delta") or {}).get("content"):
            if not isinstance(piece, str):
                raise TypeError(piece)
            yield piece
    if usage := event.get("usage"):
        details = usage.get("prompt_tokens_details") or {}
        cached = details.get("cached_tokens") or 0
        yield Usage(usage.get("prompt_tokens", 0), cached, usage.get("completion_tokens", 0))


def _estimated_tokens(text: str) -> int:
    is_kazakh = not KAZAKH_LETTERS.isdisjoint(text.lower())
    return int(len(text) / (_KAZAKH_LETTERS_A_TOKEN if is_kazakh else _LETTERS_A_TOKEN)) + 1
