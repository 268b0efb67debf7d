"""Answers kept for those who ask the same: a question that thousands ask is answered once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Event, Lock
from typing import Protocol

from bot.answer import Answer, Question, Status
from bot.answering.repetition import Key, keys_of

_KEPT = (Status.ANSWERED, Status.NOT_FOUND)
# What a part that failed leaves in an answer: the next try may do better.
_FAULT = "error-"
# Seconds between looks at whether one who waits has been stopped.
_STEP = 0.25


class Flight:
    """One question on its way: `answer` is there already, or it is to `land` what is made."""

    def __init__(self, answer: Answer | None = None) -> None:
        """Begin with the answer that was kept, if any."""
        self.answer = answer
        self.over = Event()

    def land(self, answer: Answer) -> None:
        """Keep an answer for the others, unless a fault had a part in it."""
        if answer.status in _KEPT and not any(cut.reason.startswith(_FAULT) for cut in answer.cuts):
            self.answer = answer


class SharedAnswers(Protocol):
    """Answers that others have made, beyond this process."""

    def flight(
        self, flight: Flight, question: Question, keys: Sequence[Key], stopped: Callable[[], bool]
    ) -> AbstractContextManager[None]:
        """Give a flight its answer where there is one, else keep what it lands."""
        ...


class AnswerCache:
    """The latest answers, in memory, bounded; of one state of the corpus at a time.

    Safe among threads. Of those who ask the same at once one makes the answer, and the others
    wait for it; when that one gives up, the next of them makes it.
    """

    def __init__(self, capacity: int, shared: SharedAnswers | None = None) -> None:
        """Keep at most `capacity` keys; every answer has two. What is not here may be `shared`."""
        self._capacity = capacity
        self._shared = shared
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._flights: dict[Key, Flight] = {}
        self._state: Hashable = None
        self._lock = Lock()

    def __len__(self) -> int:
        """How many keys are kept."""
        return len(self._answers)

    @contextmanager
    def flight(
        self, question: Question, state: Hashable, stopped: Callable[[], bool]
    ) -> Iterator[Flight]:
        """Give the kept answer to a question, or the task of making it.

        `state` is the corpus's: answers of another are dropped, and one that was begun before it
        changed is not kept. Who is `stopped` does not wait for others.
        """
        keys = keys_of(question)
        flight = self._join(keys, state, stopped)
        try:
            if self._shared is None or flight.answer:
                yield flight
            else:
                with self._shared.flight(flight, question, keys, stopped):
                    yield flight
        finally:
            self._end(flight, keys, state)

    def recall(self, question: Question, state: Hashable) -> Answer | None:
        """Return the kept answer to a question, if there is one; wait for nobody."""
        with self._lock:
            self._renew(state)
            return self._known(keys_of(question))

    def _join(self, keys: Sequence[Key], state: Hashable, stopped: Callable[[], bool]) -> Flight:
        """Wait as long as another makes the answer; then take it, or the task."""
        while not stopped():
            with self._lock:
                self._renew(state)
                if known := self._known(keys):
                    return Flight(known)
                other = next(filter(None, map(self._flights.get, keys)), None)
                if other is None:
                    flight = Flight()
                    self._flights |= dict.fromkeys(keys, flight)
                    return flight
            other.over.wait(_STEP)
        return Flight()

    def _renew(self, state: Hashable) -> None:
        if state != self._state:
            self._answers.clear()
            self._state = state

    def _known(self, keys: Sequence[Key]) -> Answer | None:
        for key in keys:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        return None

    def _end(self, flight: Flight, keys: Sequence[Key], state: Hashable) -> None:
        with self._lock:
            if flight.answer and state == self._state:
                self._answers |= dict.fromkeys(keys, flight.answer)
                while len(self._answers) > self._capacity:
                    self._answers.popitem(last=False)
            for key in keys:
                if self._flights.get(key) is flight:
                    del self._flights[key]
        flight.over.set()
