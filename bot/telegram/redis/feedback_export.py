"""What people said of the answers, read from the server by a program that is not the bot."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis
from redis.exceptions import RedisError

from bot.errors import SettingsError
from bot.settings import Settings
from bot.telegram.redis.server import prefix_of

Row = tuple[str, str, str]


def rated_bad(settings: Settings) -> Iterator[Row]:
    """Yield question, language and reason of each 👎, the oldest first. Raises SettingsError."""
    with _opened(settings) as (redis, prefix):
        bad = redis.smembers(f"{prefix}ratings-bad")
        for rating in redis.zrange(f"{prefix}ratings", 0, -1):
            if rating in bad:
                names = ("question", "language", "reason")
                yield _row(redis.hmget(f"{prefix}rating:{rating}", names))


def comments(settings: Settings) -> Iterator[Row]:
    """Yield text and language of each comment, the oldest first. Raises SettingsError."""
    with _opened(settings) as (redis, prefix):
        for number in redis.zrange(f"{prefix}comments", 0, -1):
            yield _row(redis.hmget(f"{prefix}comment:{number}", ("text", "language", "reason")))


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Redis, str]]:
    url, token = settings.redis_url.get_secret_value(), settings.telegram_token.get_secret_value()
    try:
        with Redis.from_url(url, decode_responses=True) as redis:
            yield redis, prefix_of(token.partition(":")[0])
    except ValueError as error:
        raise SettingsError("error-redis-url") from error
    except RedisError as error:
        raise SettingsError("error-redis", reason=type(error).__name__) from error


def _row(found: list[str | None]) -> Row:
    text, language, reason = (value or "" for value in found)
    return text, language, reason
