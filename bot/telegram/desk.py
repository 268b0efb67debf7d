"""The desk: the assistant, which is synchronous, asked in threads beside the loop.

All threads share one Application, until another follows: the catalogue's connection, tantivy's
searchers, the lexicon and the models are safe to share.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import closing, suppress
from functools import partial
from threading import Event as Flag
from threading import Thread
from threading import enumerate as running_threads
from typing import TypeVar

from bot.answer import Event
from bot.conversation import Conversation
from bot.succession import Succession
from bot.wiring import Application
from corpus.document import Language

_NAME = "answering"
_Result = TypeVar("_Result")
_Asked = tuple[str, Language | None, Conversation]
_Tell = Callable[[Event | BaseException | None], None]


class Desk:
    """Asks the assistant, and stops it when nobody waits for the answer any more."""

    def __init__(self, succession: Succession) -> None:
        """Take who lends out the program to ask."""
        self._succession = succession

    async def ask(
        self, text: str, language: Language | None, conversation: Conversation
    ) -> AsyncGenerator[Event, None]:
        """Yield the events of a question as the assistant does; raise what it raises.

        When the iterator is closed, the assistant stops at the next piece that is written. Its
        thread does not keep the program from ending: what is not answered is in the inbox.
        """
        loop = asyncio.get_running_loop()
        events: asyncio.Queue[Event | BaseException | None] = asyncio.Queue()
        stop = Flag()

        def tell(event: Event | BaseException | None) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(events.put_nowait, event)

        asked = partial(_ask, self._succession, (text, language, conversation), stop, tell)
        Thread(target=asked, name=_NAME, daemon=True).start()
        try:
            while (event := await events.get()) is not None:
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            stop.set()

    async def look_up(self, action: Callable[[Application], _Result]) -> _Result:
        """Do something short with the program in a thread."""
        return await asyncio.to_thread(self._do, action)

    def _do(self, action: Callable[[Application], _Result]) -> _Result:
        with self._succession.lent() as application:
            return action(application)


def is_answering() -> bool:
    """Whether any thread is still at a question."""
    return any(thread.name == _NAME for thread in running_threads())


def _ask(succession: Succession, asked: _Asked, stop: Flag, tell: _Tell) -> None:
    try:
        with succession.lent() as application:
            ask = application.shared_assistant.ask
            with closing(ask(*asked, stopped=stop.is_set)) as events:
                for event in events:
                    if stop.is_set():
                        break
                    tell(event)
    except Exception as error:
        tell(error)
    tell(None)
