"""The state on a Redis server, put together."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.settings import Settings
from bot.telegram.inbox import Inbox
from bot.telegram.redis.answers import RedisAnswers
from bot.telegram.redis.conversations import RedisConversations
from bot.telegram.redis.crew import RedisCrew
from bot.telegram.redis.feedback import RedisFeedback
from bot.telegram.redis.inbox import RedisInbox
from bot.telegram.redis.limits import RedisLimits
from bot.telegram.redis.notes import RedisNotes
from bot.telegram.redis.people import RedisPeople
from bot.telegram.redis.server import Server, connect
from bot.telegram.redis.traces import RedisTraces
from bot.telegram.stores import Stores

_KEY_BYTES, _NAME_BYTES = 32, 8
_FAREWELL_S = 3.0


@asynccontextmanager
async def open_on_redis(settings: Settings) -> AsyncIterator[Stores]:
    """Connect to the server of the settings. Raises SettingsError when it cannot be reached."""
    bot = settings.telegram_token.get_secret_value().partition(":")[0]
    async with connect(settings.redis_url.get_secret_value(), bot) as server:
        worker = secrets.token_hex(_NAME_BYTES)
        inbox = RedisInbox(server, worker, settings.redis_claim_s)
        try:
            yield await _with(inbox, server, worker, settings)
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL_S):
                    await inbox.leave()


async def _with(inbox: Inbox, server: Server, worker: str, settings: Settings) -> Stores:
    limits = settings.telegram_questions_per_minute, settings.telegram_questions_per_day
    return Stores(
        inbox,
        RedisPeople(server),
        RedisConversations(server),
        RedisAnswers(server),
        RedisFeedback(server),
        RedisNotes(server),
        RedisTraces(server),
        RedisLimits(server, *limits),
        RedisCrew(server, worker, settings.redis_claim_s),
        await _names_key(server),
    )


async def _names_key(server: Server) -> bytes:
    """The key of people's names in the journals, the same for all workers."""
    name = server.key("names-key")
    await server.redis.set(name, secrets.token_hex(_KEY_BYTES), nx=True)
    return bytes.fromhex(str(await server.redis.get(name)))
