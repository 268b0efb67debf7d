"""Control over HTTP, for a benchmark in another process: people who come, faults, what was seen.

POST /control/crowd      a plan and questions: the crowd comes
GET  /control/progress   how many are answered, and whether all
GET  /control/crowd      how far it is, and its outcome so far
POST /control/faults     a fault that is to come; DELETE: none any more
POST /control/updates    an update as it stands, put into the queue
POST /control/messages   what a person (number, name, language) types
GET  /control/seen       the bot's messages, of one chat or of all, as they were accepted
GET  /control/state      calls, violations and refusals by their number, updates that wait
"""

from collections import Counter
from dataclasses import asdict
from typing import Any

from aiohttp import web

from tests.bot_api.chats import Chat, Message
from tests.bot_api.crowd import Crowd, Plan, sum_up
from tests.bot_api.people import Seat, take_seat
from tests.bot_api.world import World


class Control:
    """The routes under /control."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._crowd: Crowd | None = None

    def routes(self) -> list[web.RouteDef]:
        """What the server is to answer beside the Bot API."""
        return [
            web.post("/control/crowd", self._come),
            web.get("/control/crowd", self._outcome),
            web.get("/control/progress", self._progress),
            web.post("/control/faults", self._befall),
            web.delete("/control/faults", self._end_faults),
            web.post("/control/updates", self._put),
            web.post("/control/messages", self._type),
            web.get("/control/seen", self._seen),
            web.get("/control/state", self._state),
        ]

    async def _come(self, request: web.Request) -> web.Response:
        asked = await request.json()
        questions = [(language, text) for language, text in asked["questions"]]
        with self._world.changed:
            self._crowd = Crowd(self._seat, questions, Plan(**asked["plan"]))
        self._crowd.start()
        return web.json_response({})

    async def _outcome(self, request: web.Request) -> web.Response:
        crowd = self._crowd
        if crowd is None:
            raise web.HTTPNotFound(text="no crowd has come")
        with self._world.changed:
            outcome = sum_up(crowd.visitors.values()).to_json()
        return web.json_response({"answered": crowd.answered, "is_done": crowd.is_done} | outcome)

    async def _progress(self, request: web.Request) -> web.Response:
        crowd = self._crowd
        if crowd is None:
            raise web.HTTPNotFound(text="no crowd has come")
        return web.json_response({"answered": crowd.answered, "is_done": crowd.is_done})

    async def _befall(self, request: web.Request) -> web.Response:
        with self._world.changed:
            self._world.faults.add(**await request.json())
        return web.json_response({})

    async def _end_faults(self, request: web.Request) -> web.Response:
        with self._world.changed:
            ended = self._world.faults.clear()
        return web.json_response([asdict(fault) for fault in ended])

    async def _put(self, request: web.Request) -> web.Response:
        updates = await request.json()
        with self._world.changed:
            for update in updates:
                _make_room(self._world, update)
            numbers = [self._world.updates.put_raw(update) for update in updates]
        return web.json_response(numbers)

    async def _type(self, request: web.Request) -> web.Response:
        asked = await request.json()
        with self._world.changed:
            seat = self._seat(asked["person"], asked.get("language", "kk"))
            message = seat.types(asked["text"])
        return web.json_response(_as_seen(message))

    async def _seen(self, request: web.Request) -> web.Response:
        chat = request.query.get("chat")
        with self._world.changed:
            chats = [self._world.chats[int(chat)]] if chat else list(self._world.chats.values())
            return web.json_response(
                [_as_seen(m) for one in chats for m in one.messages if m.sender.is_bot]
            )

    async def _state(self, request: web.Request) -> web.Response:
        world = self._world
        with world.changed:
            return web.json_response(
                {
                    "calls": dict(world.call_counts),
                    "violations": [asdict(one) for one in world.limits.violations],
                    "refusals": Counter(
                        f"{one.method}: {one.description}" for one in world.refusals
                    ),
                    "waiting": len(world.updates.waiting),
                }
            )

    def _seat(self, number: int, language: str) -> Seat:
        return take_seat(self._world, f"Адам {number}", language, number)


def _make_room(world: World, update: dict[str, Any]) -> None:
    """Let there be the chat that an update speaks of, and the query that is to be answered."""
    for kind, content in update.items():
        if not isinstance(content, dict):
            continue
        if kind in ("callback_query", "inline_query") and isinstance(content.get("id"), str):
            world.ask(content["id"], world.bot)
        within = content.get("message") if kind == "callback_query" else content
        chat = within.get("chat") if isinstance(within, dict) else None
        number = chat.get("id") if isinstance(chat, dict) else None
        if isinstance(number, int) and not isinstance(number, bool) and number:
            _open(world, number)


def _open(world: World, number: int) -> None:
    if number > 0:
        take_seat(world, "Бөтен", "kk", number).chat.is_started = True
    elif number not in world.chats:
        world.chats[number] = Chat(number, "supergroup", "Топ", is_started=True)


def _as_seen(message: Message) -> dict[str, Any]:
    return {
        "chat": message.chat.id,
        "message": message.number,
        "at": message.edited_at or message.at,
        "text": message.shown,
        "buttons": message.buttons,
        "links": message.content.rich.links if message.content.rich else [],
        "entities": message.content.entities,
    }
