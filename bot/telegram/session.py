"""The session: calls to the Bot API server, whatever comes back."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import TelegramMethod


class Session(AiohttpSession):
    """An HTTP session in which every nonsense of a server is one of aiogram's own errors."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,
    ) -> Any:  # noqa: ANN401 -- what the method returns
        """Call. Raises AiogramError, also for bytes that are no text and faults without words."""
        try:
            return await super().make_request(bot, method, timeout)
        except (ValueError, TypeError) as error:
            raise ClientDecodeError("not a response of the Bot API", error, None) from error
