"""The webhook: updates are posted to the bot, each until it says 2xx, those of a chat in order."""

import asyncio
import ipaddress
import re
import time
from contextlib import suppress
from typing import Any

import aiohttp
from yarl import URL

from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import bad_request
from tests.bot_api.updates import Update
from tests.bot_api.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_MOST_CONNECTIONS = 100
_FIRST_PAUSE, _LONGEST_PAUSE, _POST_SECONDS = 0.1, 5.0, 60.0
_CONTENT = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")


def set_webhook(world: World, given: Parameters) -> bool:
    """Post updates there from now on; an empty address ends that."""
    if not given.text("url"):
        return delete_webhook(world, given)
    url, secret = _read_url(given.text("url")), given.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = given.number("max_connections", 40)
    if not 1 <= connections <= _MOST_CONNECTIONS:
        raise bad_request("bad webhook: max_connections must be between 1 and 100")
    set_allowed(world, given)
    _drop_pending(world, given)
    world.webhook = {"url": url, "secret": secret, "max_connections": connections}
    world.updates.ring()
    return True


def delete_webhook(world: World, given: Parameters) -> bool:
    """Post no more."""
    _drop_pending(world, given)
    world.webhook = {}
    return True


def get_webhook_info(world: World, given: Parameters) -> Any:
    """How the posting goes."""
    info = {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
    }
    told = ("last_error_date", "last_error_message", "max_connections")
    return info | {name: world.webhook[name] for name in told if name in world.webhook}


def set_allowed(world: World, given: Parameters) -> None:
    """Note which kinds of updates are wanted from now on, where the call says so."""
    allowed = given.json("allowed_updates", "allowed updates")
    if isinstance(allowed, list):
        world.updates.allowed = [str(kind) for kind in allowed]


def _drop_pending(world: World, given: Parameters) -> None:
    if given.flag("drop_pending_updates"):
        world.updates.confirm(world.updates.next_number)


def _read_url(text: str) -> str:
    """The address; without TLS only on this machine, as a server of one's own allows it."""
    url = URL(text)
    if url.scheme == "http" and url.host and not _is_here(url.host):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if url.scheme not in ("http", "https") or not url.host:
        raise bad_request("bad webhook: invalid webhook URL specified")
    return text


def _is_here(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


class Postman:
    """Posts the updates of a world while it has a webhook."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lanes: dict[object, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Post until cancelled."""
        async with aiohttp.ClientSession() as session:
            try:
                while True:
                    if self._world.webhook:
                        self._start(session)
                    await self._world.updates.wait(0.05)
                    await asyncio.sleep(0.002)
            finally:
                for lane in list(self._lanes.values()):
                    lane.cancel()

    def _start(self, session: aiohttp.ClientSession) -> None:
        """Begin to post the first update of every lane that has none on its way."""
        updates, most = self._world.updates, self._world.webhook["max_connections"]
        for update in [*updates.repeated, *list(updates.waiting)]:
            lane = _lane(update)
            if lane not in self._lanes and len(self._lanes) < most:
                posting = asyncio.create_task(self._post(session, update, lane))
                self._lanes[lane] = posting

    async def _post(self, session: aiohttp.ClientSession, update: Update, lane: object) -> None:
        pause = _FIRST_PAUSE
        try:
            while self._world.webhook:
                if await self._try(session, update):
                    self._world.updates.discard(update)
                    return
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        finally:
            del self._lanes[lane]

    async def _try(self, session: aiohttp.ClientSession, update: Update) -> bool:
        webhook = self._world.webhook
        headers = {SECRET_HEADER: webhook["secret"]} if webhook["secret"] else {}
        self._world.updates.note_fetched(update)
        try:
            timeout = aiohttp.ClientTimeout(_POST_SECONDS)
            posting = session.post(webhook["url"], json=update, headers=headers, timeout=timeout)
            async with posting as response:
                if response.ok:
                    return True
                error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as fault:
            error = f"Connection failed: {type(fault).__name__}"
        webhook |= {"last_error_date": int(time.time()), "last_error_message": error}
        return False


def _lane(update: Update) -> object:
    """What must stay in order: a chat, or a person without one."""
    for kind in _CONTENT:
        content = update.get(kind)
        if isinstance(content, dict):
            chat = content.get("chat") or content.get("from")
            return chat.get("id") if isinstance(chat, dict) else kind
    return update["update_id"]
