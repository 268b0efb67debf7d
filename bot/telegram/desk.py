"""The desk: the assistant, which is synchronous, asked in worker threads.

All threads share one Application: the catalogue's connection, tantivy's searchers, the lexicon and
the models are safe to share.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from threading import Event as Flag
from typing import TypeVar

from bot.answer import Event
from bot.conversation import Conversation
from bot.wiring import Application
from corpus.document import Language

_Result = TypeVar("_Result")


class Desk:
    """Asks the assistant, and stops it when nobody waits for the answer any more."""

    def __init__(self, application: Application, threads: int) -> None:
        """Take the program to ask, and how many questions are answered at once."""
        self.application = application
        self._threads = ThreadPoolExecutor(threads, "answering")
        # Looking something up must not wait for answers that are being written.
        self._clerks = ThreadPoolExecutor(1, "looking-up")
        self._stops: set[Flag] = set()

    async def ask(
        self, text: str, language: Language | None, conversation: Conversation
    ) -> AsyncGenerator[Event, None]:
        """Yield the events of a question as the assistant does; raise what it raises.

        When the iterator is closed, the assistant stops at the next piece that is written.
        """
        loop = asyncio.get_running_loop()
        events: asyncio.Queue[Event | BaseException | None] = asyncio.Queue()
        stop = Flag()
        self._stops.add(stop)

        def tell(event: Event | BaseException | None) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(events.put_nowait, event)

        ask = partial(self.application.shared_assistant.ask, text, language, conversation)
        running = loop.run_in_executor(self._threads, _run, ask, stop, tell)
        try:
            while (event := await events.get()) is not None:
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            stop.set()
            self._stops.discard(stop)
            running.cancel()

    async def look_up(self, action: Callable[[Application], _Result]) -> _Result:
        """Do something short with the program in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._clerks, action, self.application)

    def close(self) -> None:
        """Stop whatever is being written."""
        for stop in self._stops:
            stop.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._clerks.shutdown(wait=False, cancel_futures=True)


def _run(
    ask: Callable[..., Generator[Event, None, None]],
    stop: Flag,
    tell: Callable[[Event | BaseException | None], None],
) -> None:
    try:
        with closing(ask(stopped=stop.is_set)) as events:
            for event in events:
                if stop.is_set():
                    break
                tell(event)
    except Exception as error:
        tell(error)
    tell(None)
