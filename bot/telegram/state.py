"""The state: what the bot keeps, in a file of this machine or on a Redis server."""

from contextlib import AbstractAsyncContextManager

from bot.errors import MissingExtraError
from bot.settings import Settings
from bot.telegram.sqlite.state import open_in_file
from bot.telegram.stores import Stores


def open_state(settings: Settings) -> AbstractAsyncContextManager[Stores]:
    """Open what the settings name. Raises SettingsError when it cannot be used."""
    if not settings.redis_url.get_secret_value():
        return open_in_file(settings)
    try:
        from bot.telegram.redis.state import open_on_redis
    except ImportError as error:
        raise MissingExtraError("redis") from error
    return open_on_redis(settings)
