"""The server: HTTP in front of the world, which can stop and go on."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from aiohttp import web

from tests.bot_api.exchange import Exchange
from tests.bot_api.webhook import Postman
from tests.bot_api.world import World

_LARGEST_BODY = 50 * 1024**2


class Server:
    """Answers the calls of one bot on one port of this machine."""

    def __init__(self, world: World, port: int = 0, more: Sequence[web.RouteDef] = ()) -> None:
        """Take the world, a port (0 is any) and routes beside those of the Bot API."""
        self.world = world
        self.port = port
        self._more = more
        self._runner: web.AppRunner | None = None
        self._postman: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen; on the port of before, once there was one."""
        app = web.Application(client_max_size=_LARGEST_BODY)
        app.add_routes([web.route("*", "/bot{token}/{method}", self._answer), *self._more])
        # A bot that is killed takes its long poll with it.
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.05
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._postman = asyncio.create_task(Postman(self.world).run())

    async def stop(self) -> None:
        """Break every connection and listen no more."""
        if self._postman:
            self._postman.cancel()
            with suppress(asyncio.CancelledError):
                await self._postman
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        return await Exchange(self.world, request).answer()
