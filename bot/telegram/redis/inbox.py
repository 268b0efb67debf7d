"""The inbox that workers share. A worker claims the chats whose updates it does.

A claim runs out unless it is renewed: what a worker that died had claimed, another takes over. Each
claim is a new one, and a message leaves only while it is held, so that a worker that was away for
long sends nothing that another sends too.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.telegram.changes import Change
from bot.telegram.inbox import (
    KEPT_NUMBERS_S,
    POSSIBLE_DOUBLES,
    Entry,
    LostEntryError,
    NotKeptError,
    to_json,
)
from bot.telegram.redis.changes import add_changes
from bot.telegram.redis.server import Server
from bot.telegram.updates import chat_of, lane_of, update_id_of

# Seconds for which a chat is a worker's, and after which it says so again.
CLAIM_S, RENEWAL_S = 12.0, 3.0
# For which a chat stays with its worker after the last update: the pace of the chat is kept there.
REST_S, _GROUP_REST_S = 3.0, 61.0
# Seconds in which what comes in is kept, or is to come again.
_PATIENCE_S = 8.0
_CHATS_AT_ONCE = 2_000
_NAME_BYTES = 8


class RedisInbox:
    """Updates on the server, this worker's and those of others. See Inbox."""

    def __init__(self, server: Server, worker: str, claim_s: float = CLAIM_S) -> None:
        """Take the name of this worker, which no other has."""
        self._server = server
        self._worker = worker
        self.is_stuck = False
        self._claim_ms = round(1000 * claim_s)
        self._renewal_s = claim_s * RENEWAL_S / CLAIM_S
        # The claims that are held, by chat; the updates in hand, each with its chat and claim.
        self._claims: dict[str, str] = {}
        self._held: dict[int, tuple[str, str]] = {}
        self._lost: Callable[[int], None] = lambda number: None

    async def store(self, updates: Iterable[Any]) -> int:
        """Keep updates; return how many are new. Raises NotKeptError while the server is away."""
        rows = [_row(one) for one in updates if update_id_of(one) is not None]
        if not rows:
            return 0
        values = (value for row in rows for value in row)
        asked = (time.time(), int(KEPT_NUMBERS_S), *values)
        try:
            async with asyncio.timeout(_PATIENCE_S):
                new = await self._server.run("store_updates", *asked)
        except TimeoutError as error:
            self.is_stuck = True
            raise NotKeptError from error
        self.is_stuck = False
        return int(new)

    async def recover(self) -> None:
        """What a dead worker was sending is seen when its chat is taken over."""

    async def take(self, most: int, *, in_lanes: bool) -> list[Entry]:
        """The next updates of chats that are this worker's or nobody's."""
        call = secrets.token_hex(_NAME_BYTES)
        asked = (self._worker, self._claim_ms, most, in_lanes, _CHATS_AT_ONCE, POSSIBLE_DOUBLES)
        entries = []
        for name, claim, *fields, chat in await self._server.run("take_entries", *asked, call):
            number = int(name)
            if number in self._held:  # the claim had run out: what is in hand is begun anew
                self._lost(number)
            self._claims[chat] = claim
            self._held[number] = (chat, claim)
            entries.append(_to_entry(number, claim, *fields))
        return entries

    async def watch(self, wake: Callable[[], None], lost: Callable[[int], None]) -> None:
        """Renew the claims, and look for what came in elsewhere or was left by others."""
        self._lost = lost
        async with self._server.redis.pubsub(ignore_subscribe_messages=True) as news:
            await news.subscribe(self._server.key("new"))
            renewed = time.monotonic()
            while True:
                await news.get_message(timeout=self._renewal_s)
                if time.monotonic() - renewed >= self._renewal_s:
                    renewed = time.monotonic()
                    await self._renew()
                wake()

    async def _renew(self) -> None:
        in_use = {chat for chat, _ in self._held.values()}
        self._claims = {chat: claim for chat, claim in self._claims.items() if chat in in_use}
        if not self._claims:
            return
        told = dict(self._claims)
        pairs = (value for pair in told.items() for value in pair)
        for chat in await self._server.run("renew_claims", self._claim_ms, *pairs):
            claim = told[chat]
            if self._claims.get(chat) == claim:  # else it was claimed anew meanwhile
                del self._claims[chat]
            for number in [n for n, held in self._held.items() if held == (chat, claim)]:
                del self._held[number]
                self._lost(number)

    async def leave(self) -> None:
        """Leave what is open to the others."""
        pairs = [value for pair in self._claims.items() for value in pair]
        await self._server.run("drop_claims", *pairs)

    async def again(self, entry: Entry) -> Entry | None:
        """An update as it stands now; None when it is done, or another's."""
        fields = await self._server.redis.hgetall(self._server.key("entry", entry.number))
        if not fields or fields["claim"] != entry.claim:
            self._let_go(entry)
            return None
        names = ("update_id", "lane", "payload", "received_at", "attempts", "parts", "shown")
        return _to_entry(entry.number, entry.claim, *(fields[name] for name in names))

    async def open(self) -> int:
        """How many updates are not done, over all workers."""
        return int(await self._server.redis.zcard(self._server.key("open")))

    async def mark_sending(self, entry: Entry) -> None:
        """Note that the next message is about to leave. Raises LostEntryError."""
        asked = (entry.number, entry.claim, self._claim_ms)
        if not await self._server.run("mark_sending", *asked):
            self._let_go(entry)
            raise LostEntryError(entry.number)

    def _let_go(self, entry: Entry) -> None:
        """Hold an update no more, unless it was begun anew under a later claim."""
        if self._held.get(entry.number, ("", ""))[1] == entry.claim:
            del self._held[entry.number]

    async def mark_waiting(self, entry: Entry) -> None:
        """Note that Telegram has not taken the message."""
        await self._change(entry, "HSET", "state", "waiting")

    async def note_part(self, entry: Entry) -> None:
        """Note that one more message of several was accepted."""
        await self._change(entry, "HSET", "state", "waiting", "HINCRBY", "parts", 1)

    async def note_shown(self, entry: Entry, message: int) -> None:
        """Note which message in a group shows the progress."""
        await self._change(entry, "HSET", "shown", message)

    async def note_attempt(self, entry: Entry) -> None:
        """Note that handling an update has failed."""
        await self._change(entry, "HSET", "state", "waiting", "HINCRBY", "attempts", 1)

    async def _change(self, entry: Entry, *changes: object) -> None:
        """Change what is this worker's, once however often the call must be repeated."""
        call = secrets.token_hex(_NAME_BYTES)
        await self._server.run("change_entry", entry.number, entry.claim, call, *changes)

    async def shown(self, number: int) -> int | None:
        """Which message shows the progress of an update."""
        shown = await self._server.redis.hget(self._server.key("entry", number), "shown")
        return int(shown) if shown else None

    async def holds_earlier(self, number: int, person: int) -> bool:
        """Whether an update that came before is open and names the person."""
        return bool(await self._server.run("find_earlier", number, person))

    async def finish(self, number: int, *changes: Change) -> None:
        """Close an update and erase it, together with what belongs to its end.

        A caller that is cancelled meanwhile does not keep it from being recorded.
        """
        await asyncio.shield(self._finish(number, changes))
        self._held.pop(number, None)

    async def _finish(self, number: int, changes: Iterable[Change]) -> None:
        """Record the end, unless another worker has: what it kept may be forgotten already."""
        if not await self._server.redis.exists(self._server.key("entry", number)):
            return
        async with self._server.redis.pipeline(transaction=True) as transaction:
            rests = (round(1000 * REST_S), round(1000 * _GROUP_REST_S))
            await self._server.run("close_entry", number, *rests, within=transaction)
            await add_changes(self._server, transaction, changes)
            await transaction.execute()


def _row(update: Mapping[str, Any]) -> tuple[object, ...]:
    return update["update_id"], lane_of(update), chat_of(update), to_json(update)


def _to_entry(
    number: int,
    claim: str,
    update_id: str,
    lane: str,
    payload: str,
    received_at: str,
    attempts: str,
    parts: str,
    shown: str,
) -> Entry:
    return Entry(
        number,
        int(update_id),
        lane,
        json.loads(payload),
        float(received_at),
        int(attempts),
        int(parts),
        int(shown) if shown else None,
        claim,
    )
