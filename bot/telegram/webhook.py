"""The webhook: Telegram brings updates; each is on the disk before it is told that it came."""

import json
import secrets
from collections.abc import Callable
from hmac import compare_digest
from typing import Self

from aiogram import Bot
from aiogram.methods import SetWebhook
from aiohttp import web
from pydantic import HttpUrl

from bot.settings import Settings
from bot.telegram.inbox import Inbox, NotKeptError
from bot.telegram.polling import patiently
from bot.telegram.updates import ALLOWED, update_id_of

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # nosec B105 # its name
_SECRET_BYTES = 32


class Webhook:
    """An HTTP server that takes updates to the inbox, from whoever knows the secret."""

    def __init__(
        self, settings: Settings, url: HttpUrl, inbox: Inbox, wake: Callable[[], None]
    ) -> None:
        """Take the settings of the server; `wake` is called when an update is new."""
        self._settings = settings
        self._url = url
        self._inbox = inbox
        self._wake = wake
        self._secret = settings.telegram_webhook_secret.get_secret_value() or secrets.token_urlsafe(
            _SECRET_BYTES
        )

    async def __aenter__(self) -> Self:
        """Begin to listen."""
        application = web.Application(client_max_size=self._settings.telegram_webhook_max_bytes)
        application.router.add_post(self._url.path or "/", self._take)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        host, port = self._settings.telegram_webhook_host, self._settings.telegram_webhook_port
        await web.TCPSite(self._runner, host, port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Finish what is being taken, and listen no more."""
        await self._runner.cleanup()

    async def register(self, bot: Bot) -> None:
        """Have Telegram bring updates here. Raises TelegramUnauthorizedError."""
        await patiently(
            bot,
            SetWebhook(
                url=str(self._url),
                secret_token=self._secret,
                allowed_updates=list(ALLOWED),
                drop_pending_updates=False,
            ),
        )

    async def _take(self, request: web.Request) -> web.Response:
        """Store an update. What is too large aiohttp has refused before it was read."""
        shown = request.headers.get(_SECRET_HEADER, "")
        if not compare_digest(shown.encode(), self._secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if update_id_of(update) is None:
            return web.Response(status=400)
        try:
            is_new = await self._inbox.store([update])
        except NotKeptError:  # Telegram brings it again
            return web.Response(status=503)
        if is_new:
            self._wake()
        return web.Response()
