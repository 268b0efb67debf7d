"""The Redis server: connected to with patience, spoken to in scripts that are each one step."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.commands.core import AsyncScript
from redis.exceptions import (
    BusyLoadingError,
    ConnectionError,
    InvalidResponse,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
    TimeoutError,
)

from bot.errors import SettingsError

_TIMEOUT_S, _LONGEST_PAUSE_S, _FIRST_PAUSE_S = 5.0, 2.0, 0.05
_FOR_EVER, _AT_START = -1, 3
_PASSING = (ConnectionError, TimeoutError, BusyLoadingError, OutOfMemoryError, ReadOnlyError)
# How Redis begins to say that it takes nothing in because its disk is full.
_DISK_FULL = "MISCONF"
_Result = TypeVar("_Result")


class _Patience(Retry):  # type: ignore[misc]  # of unknown type
    """Tries again whatever passes: a server that is away, loads, or has no room."""

    async def call_with_retry(
        self, do: Callable[[], Awaitable[_Result]], *others: object, **more: object
    ) -> _Result:
        async def attempt() -> _Result:
            try:
                return await do()
            except ResponseError as error:
                if str(error).startswith(_DISK_FULL):
                    raise ConnectionError(_DISK_FULL) from error
                raise
            except (InvalidResponse, UnicodeDecodeError) as error:
                raise ConnectionError("what answers is no Redis") from error

        result: _Result = await super().call_with_retry(attempt, *others, **more)
        return result


class Server:
    """A connection to the server, for the keys of one bot.

    Every call waits until the server is there again, for ever; who cannot wait limits the time.
    """

    def __init__(self, redis: Redis, bot: str) -> None:
        """Take a client; `bot` is the number of the bot's account."""
        self.redis = redis
        self.prefix = prefix_of(bot)
        self._scripts: dict[str, AsyncScript] = {}

    def key(self, *parts: object) -> str:
        """The name of a key."""
        return self.prefix + ":".join(map(str, parts))

    async def run(self, script: str, *arguments: object, within: Any = None) -> Any:  # noqa: ANN401 -- what the script returns
        """Run a script of `scripts/`; `within` a pipeline, to be executed with it.

        A pipeline carries the script's text: a server that has restarted meanwhile knows no names.
        """
        values = list(map(_plain, arguments))
        if within is not None:
            return within.eval(_text_of(script), 1, self.prefix, *values)
        if script not in self._scripts:
            self._scripts[script] = self.redis.register_script(_text_of(script))
        return await self._scripts[script]([self.prefix], values)


@asynccontextmanager
async def connect(url: str, bot: str) -> AsyncIterator[Server]:
    """Connect to the server at a URL. Raises SettingsError when it cannot be reached at all."""
    backoff = ExponentialWithJitterBackoff(cap=_LONGEST_PAUSE_S, base=_FIRST_PAUSE_S)
    async with _client(url, _Patience(backoff, _AT_START, _PASSING)) as first:
        try:
            await first.ping()
        except RedisError as error:
            raise SettingsError("error-redis", reason=type(error).__name__) from error
    async with _client(url, _Patience(backoff, _FOR_EVER, _PASSING)) as redis:
        yield Server(redis, bot)


def _client(url: str, retry: Retry) -> Redis:
    try:
        return Redis.from_url(
            url,
            decode_responses=True,
            retry=retry,
            socket_timeout=_TIMEOUT_S,
            socket_connect_timeout=_TIMEOUT_S,
        )
    except ValueError as error:
        raise SettingsError("error-redis-url") from error


def prefix_of(bot: str) -> str:
    """How the keys of a bot begin; in braces, so that a cluster has them all in one slot."""
    return f"atazan:{{{bot}}}:"


@cache
def _text_of(script: str) -> str:
    return (files(__package__) / "scripts" / f"{script}.lua").read_text(encoding="utf-8")


def _plain(value: object) -> object:
    """A value as Redis takes it."""
    return int(value) if isinstance(value, bool) else value
