"""A second, foreign Bot API server: the npm package telegram-test-api, behind a thin shim.

The package knows ten methods of about 2018. What it does otherwise than Telegram the shim puts
right: an unknown method is 404, parameters reach it as JSON (it sends them back as they came), and
an empty getUpdates comes back after a while and not at once.

    npm install --prefix .node telegram-test-api@4.2.1
"""

import asyncio
import json
import shutil
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.bot_api.parameters import read_parameters

TOKEN = "4242:foreign"
_FOLDER = Path(__file__).parents[2] / ".node"
_PACKAGE = _FOLDER / "node_modules" / "telegram-test-api"
_EMPTY_POLL_S = 0.1
_PROGRAM = """
const TelegramServer = require(process.argv[1]);
const net = require('net').createServer().listen(0, '127.0.0.1', () => {
  const { port } = net.address();
  net.close(async () => {
    await new TelegramServer({ port, host: '127.0.0.1', storeTimeout: 3600 }).start();
    console.log(port);
  });
});
"""
_KNOWN = frozenset(
    "getMe getUpdates sendMessage editMessageText editMessageReplyMarkup deleteMessage"
    " answerCallbackQuery deleteWebhook".split()
)


def missing() -> str:
    """Why there is no such server here; empty where there is one."""
    if not shutil.which("node"):
        return "Node is not installed"
    how = f"npm install --prefix {_FOLDER.name} telegram-test-api@4.2.1"
    return "" if _PACKAGE.is_dir() else f"the package is not installed: {how}"


class ForeignApi:
    """The package in a process of its own, its shim in a thread, for as long as the block lasts."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="shim")
        self.calls: list[str] = []

    def __enter__(self) -> Self:
        node = ["node", "-e", _PROGRAM, str(_PACKAGE)]
        self._process = subprocess.Popen(node, stdout=subprocess.PIPE, text=True)
        self._inner = f"http://127.0.0.1:{self._process.stdout.readline().strip()}"
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._process.terminate()
        self._process.wait(10)
        self._process.stdout.close()

    def types(self, person: int, text: str) -> None:
        """Let a person type to the bot."""
        user = {"id": person, "first_name": "Ару", "is_bot": False, "language_code": "kk"}
        chat = {"id": person, "type": "private", "first_name": "Ару"}
        fields = {"botToken": TOKEN, "from": user, "chat": chat, "text": text}
        self._client("sendMessage", fields | {"date": int(time.time())})

    def sees(self, person: int) -> list[dict[str, Any]]:
        """What the bot has sent to a person: parameters of calls, edits within them."""
        history = self._client("getUpdatesHistory", {"token": TOKEN})["result"]
        sent = [one["message"] for one in history if "chat_id" in one.get("message", {})]
        return [message for message in sent if int(message["chat_id"]) == person]

    def waits_for(self, person: int, count: int, timeout: float = 30) -> list[dict[str, Any]]:
        """Wait until a person has so many messages. Raises TimeoutError."""
        end = time.monotonic() + timeout
        while len(seen := self.sees(person)) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(seen)} messages, not {count}, in {timeout:g} s")
            time.sleep(0.1)
        return seen

    def _client(self, method: str, body: dict[str, Any]) -> Any:
        async def post() -> Any:
            async with self._session.post(f"{self._inner}/{method}", json=body) as response:
                return await response.json()

        return asyncio.run_coroutine_threadsafe(post(), self._loop).result(10)

    async def _start(self) -> None:
        self._session = aiohttp.ClientSession()
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _stop(self) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append(method)
        if method not in _KNOWN:
            body = {"ok": False, "error_code": 404, "description": "Not Found"}
            return web.json_response(body, status=404)
        given = {name: _read(value) for name, value in (await read_parameters(request)).items()}
        async with self._session.post(f"{self._inner}{request.path}", json=given) as response:
            answer = await response.json()
        if method == "getUpdates" and not answer["result"]:
            await asyncio.sleep(_EMPTY_POLL_S)
        if answer.get("result") is None:
            answer["result"] = True
        return web.json_response(answer, status=response.status)


def _read(value: str) -> Any:
    """A parameter as JSON where it is an object or an array, else as it stands."""
    return json.loads(value) if value[:1] in "{[" and value[-1:] in "}]" else value
