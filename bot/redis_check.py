"""Whether the Redis server of the settings can be relied on, for `atazan doctor`."""

from collections.abc import Iterator

from bot.errors import MissingExtraError
from bot.settings import Settings

_PATIENCE_S = 3.0


def check_redis(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield what was looked at, by the key of its message, each with what mends it, empty if well.

    Whatever is wrong is told without the address: a password may stand in it.
    """
    try:
        from redis import Redis
        from redis.exceptions import RedisError
    except ImportError as error:
        raise MissingExtraError("redis") from error
    url = settings.redis_url.get_secret_value()
    try:
        with Redis.from_url(
            url, socket_timeout=_PATIENCE_S, socket_connect_timeout=_PATIENCE_S
        ) as it:
            known = it.info()
    except (RedisError, ValueError) as error:
        yield "doctor-redis", type(error).__name__
        return
    is_logged, keeps_all = known["aof_enabled"] == 1, known["maxmemory_policy"] == "noeviction"
    yield "doctor-redis", ""
    yield "doctor-redis-log", "" if is_logged else "redis-cli config set appendonly yes"
    yield (
        "doctor-redis-memory",
        "" if keeps_all else "redis-cli config set maxmemory-policy noeviction",
    )
