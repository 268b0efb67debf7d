"""Observation: `/metrics`, `/healthz` and `/readyz` on a port of their own."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Self

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import SettingsError
from bot.telegram.metrics import Metrics

# Seconds after which updates are taken to come no more; a long poll lasts half a minute.
_SILENCE_S = 120.0
# Seconds in which what the bot keeps has to answer.
_PATIENCE_S = 3.0

States = Callable[[], Awaitable[Mapping[str, float]]]


class Pulse:
    """Whether updates come: beaten whenever Telegram has answered."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without a beat."""
        self._clock = clock
        self._until = float("-inf")

    def beat(self) -> None:
        """Updates come, at least for a while."""
        self._until = self._clock() + _SILENCE_S

    def hold(self) -> None:
        """Updates come by themselves from now on."""
        self._until = float("inf")

    def lapse(self) -> None:
        """They do not, until Telegram answers."""
        self._until = float("-inf")

    def lives(self) -> bool:
        """Whether updates come now."""
        return self._clock() < self._until


class Observation:
    """An HTTP server for those who watch the service; it tells figures and no texts."""

    def __init__(
        self, host: str, port: int, metrics: Metrics, states: States, pulse: Pulse
    ) -> None:
        """Take where to listen, and what there is to tell."""
        self._host, self._port = host, port
        self._metrics = metrics
        self._states = states
        self._pulse = pulse

    async def __aenter__(self) -> Self:
        """Begin to listen. Raises SettingsError when the port is taken."""
        application = web.Application()
        application.router.add_get("/metrics", self._tell_figures)
        application.router.add_get("/healthz", self._tell_alive)
        application.router.add_get("/readyz", self._tell_ready)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            address = f"{self._host}:{self._port}"
            raise SettingsError("error-port-taken", address=address, reason=str(error)) from error
        return self

    async def __aexit__(self, *_: object) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    async def _tell_figures(self, request: web.Request) -> web.Response:
        async with asyncio.timeout(_PATIENCE_S):
            states = {**await self._states(), "ready": float(self._pulse.lives())}
        body = self._metrics.render(states)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _tell_alive(self, request: web.Request) -> web.Response:
        """The process runs, and its loop turns."""
        return web.Response(text="ok\n")

    async def _tell_ready(self, request: web.Request) -> web.Response:
        """Updates come, and what the bot keeps can be reached."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                states = await self._states()
        except TimeoutError:
            return web.Response(status=503, text="what the bot keeps cannot be reached\n")
        if states.get("disk_stuck"):
            return web.Response(status=503, text="the disk takes nothing\n")
        if self._pulse.lives():
            return web.Response(text="ok\n")
        return web.Response(status=503, text="no updates from Telegram\n")
