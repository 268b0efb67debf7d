"""One call over HTTP: its parameters, the fault that befalls it, what is done, the response."""

import asyncio
import time
from http import HTTPStatus
from typing import Any

from aiohttp import web

from tests.bot_api.methods import GET_UPDATES, call_method, spell
from tests.bot_api.parameters import Parameters, read_parameters
from tests.bot_api.refusals import Refusal, conflict, too_many_requests, unauthorized
from tests.bot_api.webhook import set_allowed
from tests.bot_api.world import Call, World

# The status of a call in the log whose connection broke.
DROPPED = 0
_LONGEST_POLL = 50
_LONG = 3600.0
_WEBHOOK_IS_SET = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class Exchange:
    """A call and its response."""

    def __init__(self, world: World, request: web.Request) -> None:
        self._world = world
        self._request = request
        self._method = spell(request.match_info["method"])
        self._fault = world.faults.draw(self._method)
        self._kind = self._fault.kind if self._fault else ""
        self._given = Parameters({})

    async def answer(self) -> web.StreamResponse:
        """Do the call and respond, as far as the fault lets it come."""
        self._given = await read_parameters(self._request)
        if self._kind == "drop_before":
            return self._break_off()
        if self._kind == "error_502":
            return self._respond(web.Response(text=_PAGE, status=502, content_type="text/html"))
        try:
            body, status, refusal = await self._done(), HTTPStatus.OK, ""
        except Refusal as error:
            body, status, refusal = error.to_json(), error.code, error.description
        if self._kind == "drop_after":
            return self._break_off()
        if self._kind == "hang_after":
            await self._hang()
        if self._kind == "garbage":
            return self._respond(web.Response(text='{"ok": tru', content_type="application/json"))
        response = web.json_response(body, status=status)
        return self._respond(response, self._kind or refusal)

    async def _done(self) -> dict[str, Any]:
        await self._wait()
        if self._kind == "too_many":
            raise too_many_requests(int(self._fault.seconds))
        if self._kind == "error_500":
            raise Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
        if self._request.match_info["token"] != self._world.token:
            raise unauthorized()
        if self._method == GET_UPDATES:
            return {"ok": True, "result": await self._updates()}
        with self._world.changed:
            return {"ok": True, "result": call_method(self._world, self._method, self._given)}

    async def _wait(self) -> None:
        if self._kind == "hang":
            await self._hang()
        if self._kind == "delay":
            await asyncio.sleep(self._fault.seconds)

    async def _updates(self) -> Any:
        if self._world.webhook:
            raise conflict(_WEBHOOK_IS_SET)
        set_allowed(self._world, self._given)
        offset, limit = self._given.number("offset"), self._given.number("limit", 100)
        timeout = min(max(self._given.number("timeout"), 0), _LONGEST_POLL)
        return await self._world.updates.poll(offset, limit, timeout)

    async def _hang(self) -> None:
        self._note(DROPPED, self._kind)
        await asyncio.sleep(_LONG)

    def _break_off(self) -> web.Response:
        """Break the connection without a byte of a response."""
        self._note(DROPPED, self._kind)
        if self._request.transport:
            self._request.transport.abort()
        return web.Response()

    def _respond(self, response: web.Response, said: str = "") -> web.Response:
        self._note(response.status, said or self._kind)
        return response

    def _note(self, status: int, said: str) -> None:
        with self._world.changed:
            call = Call(time.monotonic(), self._method, dict(self._given), status, said)
            self._world.note_call(call)
