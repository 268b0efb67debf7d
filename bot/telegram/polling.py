"""Polling: asks Telegram for updates, and lets it forget none before it is on the disk."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.methods import DeleteWebhook, TelegramMethod
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from bot.telegram.inbox import Inbox, NotKeptError
from bot.telegram.journal import journal
from bot.telegram.updates import ALLOWED, update_id_of

_LONG_POLL_S = 30
# A reply that comes later is lost with its connection.
_REPLY_S = 15
_MOST = 100
_PAUSE_S = 1.0
_wait_after_fault = wait_random_exponential(multiplier=0.5, max=30)


class GetUpdates(TelegramMethod[list[Any]]):
    """getUpdates as JSON: one update that is malformed must not hide the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = _MOST
    timeout: int = _LONG_POLL_S
    allowed_updates: tuple[str, ...] = ALLOWED


class Polling:
    """Brings updates from Telegram to the inbox."""

    def __init__(
        self, bot: Bot, inbox: Inbox, wake: Callable[[], None], heard: Callable[[], None]
    ) -> None:
        """Take where they go; `wake` is called when there are new ones, `heard` at every reply."""
        self._bot = bot
        self._inbox = inbox
        self._wake = wake
        self._heard = heard

    async def run(self) -> None:
        """Poll, for ever. Raises TelegramUnauthorizedError when the token is not valid."""
        await patiently(self._bot, DeleteWebhook(drop_pending_updates=False))
        offset: int | None = None
        while True:
            told = await patiently(self._bot, GetUpdates(offset=offset), _LONG_POLL_S + _REPLY_S)
            updates = told or []  # a server may say that all is well, and nothing else
            self._heard()
            if await self._stored(updates):
                self._wake()
            numbers = [number for one in updates if (number := update_id_of(one)) is not None]
            # Without updates nothing is left to confirm. After a week of silence Telegram numbers
            # anew, perhaps lower: an offset that is kept would refuse those.
            offset = max(numbers) + 1 if numbers else None
            if updates and not numbers:
                await asyncio.sleep(1)

    async def _stored(self, updates: Sequence[Any]) -> int:
        """Have them kept, however long that takes: none is confirmed before."""
        while True:
            try:
                return await self._inbox.store(updates)
            except NotKeptError:
                await asyncio.sleep(_PAUSE_S)


async def patiently(bot: Bot, method: TelegramMethod[Any], timeout_s: int | None = None) -> Any:  # noqa: ANN401 -- what the method returns
    """Call until it works. Raises TelegramUnauthorizedError when the token is not valid."""
    retrying = AsyncRetrying(
        retry=retry_if_exception(_is_repeated), wait=_wait_as_told, before_sleep=_tell, reraise=True
    )
    return await retrying(bot, method, request_timeout=timeout_s)


def _is_repeated(error: BaseException) -> bool:
    return isinstance(error, AiogramError) and not isinstance(error, TelegramUnauthorizedError)


def _wait_as_told(state: RetryCallState) -> float:
    error = state.outcome.exception()
    is_told = isinstance(error, TelegramRetryAfter)
    return float(error.retry_after if is_told else _wait_after_fault(state))


def _tell(state: RetryCallState) -> None:
    journal.warning(
        "telegram not reached", tries=state.attempt_number, fault=state.outcome.exception()
    )
