"""The desk: the assistant, which is synchronous, asked in a few threads beside the loop.

All threads share one Application, until another follows: the catalogue's connection, tantivy's
searchers, the lexicon and the models are safe to share.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from threading import Event as Flag
from threading import Semaphore, current_thread
from threading import enumerate as running_threads
from typing import TypeVar

from bot.answer import Answer, Event
from bot.conversation import Conversation
from bot.succession import Succession
from bot.wiring import Application
from corpus.document import Language

_AT_WORK, _IDLE = "answering", "desk"
# Events that a thread may be ahead of who listens; then it waits, and looks whether to stop.
_MOST_AHEAD, _STEP_S = 16, 0.25
_Result = TypeVar("_Result")
_Asked = tuple[str, Language | None, Conversation]
_Told = Event | BaseException | None


class Desk:
    """Asks the assistant, and stops it when nobody waits for the answer any more."""

    def __init__(self, succession: Succession, threads: int) -> None:
        """Take who lends out the program to ask, and how many questions are at it at once."""
        self._succession = succession
        self._threads = ThreadPoolExecutor(threads, _IDLE)

    async def ask(
        self,
        text: str,
        language: Language | None,
        conversation: Conversation,
        *,
        brief: bool = False,
    ) -> AsyncGenerator[Event, None]:
        """Yield the events of a question as the assistant does; raise what it raises.

        A `brief` answer is one that needs no model. When the iterator is closed, the assistant
        stops at the next piece that is written. Its thread does not keep the program from ending:
        what is not answered is in the inbox.
        """
        strand = _Strand()
        asked = (text, language, conversation)
        self._threads.submit(strand.run, self._succession, asked, brief)
        try:
            while (event := await strand.next()) is not None:
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            strand.stop()

    def recall(
        self,
        text: str,
        language: Language | None,
        conversation: Conversation,
        *,
        brief: bool = False,
    ) -> Answer | None:
        """Return the remembered answer, if there is one: that takes no thread.

        A `brief` one will do where no other is remembered.
        """
        with self._succession.lent() as application:
            full = application.shared_assistant.recall(text, language, conversation)
            if full or not brief:
                return full
            found = application.brief_assistant.recall(text, language, conversation)
            return replace(found, is_brief=True) if found else None

    def related(self, answer: Answer, limit: int) -> list[tuple[str, str]]:
        """Return at most so many questions that an answer leads to, each with its key."""
        return self._succession.present.related.to(answer, limit)

    async def look_up(self, action: Callable[[Application], _Result]) -> _Result:
        """Do something short with the program in a thread."""
        return await asyncio.to_thread(self._do, action)

    def _do(self, action: Callable[[Application], _Result]) -> _Result:
        with self._succession.lent() as application:
            return action(application)

    async def warm_up(self) -> None:
        """Have at hand what the first answer needs."""
        await self.look_up(Application.warm_up)

    async def aclose(self) -> None:
        """Take no more questions; what is being answered is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class _Strand:
    """The events of one question, from its thread to the loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._events: asyncio.Queue[_Told] = asyncio.Queue()
        self._room = Semaphore(_MOST_AHEAD)
        self._stopped = Flag()

    async def next(self) -> _Told:
        event = await self._events.get()
        self._room.release()
        return event

    def stop(self) -> None:
        self._stopped.set()

    def run(self, succession: Succession, asked: _Asked, brief: bool) -> None:
        current_thread().name = _AT_WORK
        try:
            with succession.lent() as application:
                assistant = application.brief_assistant if brief else application.shared_assistant
                self._answer(assistant.ask, asked, brief)
        except Exception as error:
            self._tell(error)
        finally:
            current_thread().name = _IDLE
            self._tell(None)

    def _answer(
        self, ask: Callable[..., Generator[Event, None, None]], asked: _Asked, brief: bool
    ) -> None:
        with closing(ask(*asked, stopped=self._stopped.is_set)) as events:
            for event in events:
                if self._stopped.is_set():
                    return
                self._tell(replace(event, is_brief=brief) if isinstance(event, Answer) else event)

    def _tell(self, event: _Told) -> None:
        while not self._room.acquire(timeout=_STEP_S):
            if self._stopped.is_set():
                return
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._events.put_nowait, event)


def is_answering() -> bool:
    """Whether any thread is still at a question."""
    return any(thread.name == _AT_WORK for thread in running_threads())
