"""A balancer before several workers: it brings each request to one of them, drawn at random."""

import asyncio
import random
import threading

import aiohttp
from aiohttp import web

_PATIENCE = aiohttp.ClientTimeout(total=10)


class Balancer:
    """Listens on one port of this machine; who does not take a request is passed over."""

    def __init__(self):
        self.ports = []
        self.taken = {}
        self._dice = random.Random(2026)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="balancer")

    def __enter__(self):
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(self, *_):
        self._run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _start(self):
        application = web.Application()
        application.router.add_post("/{path:.*}", self._bring)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/updates"

    async def _bring(self, request):
        body = await request.read()
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
            for port in self._dice.sample(self.ports, len(self.ports)):
                address = f"http://127.0.0.1:{port}{request.path}"
                try:
                    async with session.post(address, data=body, headers=_kept(request)) as answer:
                        self.taken[port] = self.taken.get(port, 0) + answer.ok
                        return web.Response(status=answer.status, body=await answer.read())
                except (aiohttp.ClientError, TimeoutError):
                    continue
        return web.Response(status=502)


def _kept(request):
    return {name: request.headers[name] for name in request.headers if name.startswith("X-")}
