"""The server as tests hold it: started and stopped, people made, calls looked at."""

import asyncio
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self

from tests.bot_api.chats import Chat
from tests.bot_api.faults import Fault
from tests.bot_api.limits import Limits, Rates, Violation
from tests.bot_api.people import Seat, take_seat
from tests.bot_api.server import Server
from tests.bot_api.world import Call, World

_FIRST_GROUP = -1_001_000_000_001


class BotApi:
    """The server in a thread of its own; every method may be called from any thread."""

    def __init__(self, rates: Rates | None = None, *, port: int = 0, is_old: bool = False) -> None:
        """Take what speed is allowed, a port (0 is any), and whether it knows no Bot API 10."""
        self.world = World(is_old=is_old, limits=Limits(rates or Rates()))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bot-api")
        self._server = Server(self.world, port)

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._server.start())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run(self._server.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        """The address of the server, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def token(self) -> str:
        """The token of the bot."""
        return self.world.token

    @property
    def violations(self) -> list[Violation]:
        """Calls that came too fast; those refused on request are not among them."""
        return self.world.limits.violations

    @property
    def refused(self) -> list[Call]:
        """Calls that got a 4xx, not counting those for speed."""
        return self.world.refusals

    def person(self, name: str = "Ару", language: str = "kk", number: int | None = None) -> Seat:
        """A new person, or the one of that number, in the chat with the bot."""
        with self.world.changed:
            return take_seat(self.world, name, language, number)

    def group(self, title: str, *people: Seat, kind: str = "supergroup") -> list[Seat]:
        """A new group with these people and the bot; return their seats there."""
        with self.world.changed:
            used = sum(not chat.is_private for chat in self.world.chats.values())
            chat = Chat(_FIRST_GROUP - used, kind, title, is_started=True)
            chat.members = {seat.user.id: seat.user for seat in people}
            self.world.chats[chat.id] = chat
            return [Seat(self.world, seat.user, chat) for seat in people]

    def calls(self, *methods: str) -> list[Call]:
        """What the bot called, by default everything but getUpdates."""
        with self.world.changed:
            wanted = set(methods)
            return [
                call
                for call in self.world.calls
                if (call.method in wanted if wanted else call.method != "getUpdates")
            ]

    def wait_for_call(self, method: str, count: int = 1, timeout: float = 10.0) -> list[Call]:
        """Wait until a method was called so often."""
        self.world.wait_until(lambda: len(self.calls(method)) >= count, timeout, method)
        return self.calls(method)

    def fault(self, kind: str, methods: str = "*", **more: float) -> Fault:
        """Let a fault befall calls: see `faults.py`."""
        with self.world.changed:
            return self.world.faults.add(kind, methods, **more)

    def repeat(self, update: int) -> None:
        """Hand an update out once more, as Telegram now and then does."""
        self.world.updates.repeat(update)

    def restart(self, *, keep: bool = True, pause: float = 0.0) -> None:
        """Stop, and listen again after so many seconds; with everything, or with nothing left."""
        self._run(self._server.stop())
        if not keep:
            old = self.world
            self.world = World(is_old=old.is_old, limits=Limits(old.limits.rates))
            self._server.world = self.world
        if pause:
            self._run(asyncio.sleep(pause))
        self._run(self._server.start())

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)
