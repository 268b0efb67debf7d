"""A crowd: many people, each with some questions, and what became of every question.

A person asks the next question a while after the answer to the one before. The questions of a
person must have answers that differ, each one message: so a message that says what this person has
read before is a double, and an answer that never came is lost, whatever the order.
"""

import heapq
import random
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.bot_api.chats import Message
from tests.bot_api.day import day_moments
from tests.bot_api.people import Seat

FIRST_NUMBER = 5_000_000
_TICK = 0.2


@dataclass(frozen=True)
class Plan:
    """How a crowd comes: so many people begin within so many seconds, and pause between questions.

    A pattern is `even` (one after the other), `random` (at any moment), `burst` (all at once) or
    `day` (as in a city from midnight to midnight). `forgets` says that what a person read is thrown
    away once everything was answered: where very many come, that would be the server's memory.
    """

    people: int
    questions: int
    spread: float = 10.0
    pause: float = 0.5
    pattern: str = "random"
    seed: int = 2026
    forgets: bool = False

    def arrivals(self) -> list[float]:
        """When each person begins, in seconds from the start."""
        if self.pattern == "day":
            return day_moments(self.people, self.spread, self.seed)
        dice = random.Random(self.seed)
        moments: dict[str, Callable[[int], float]] = {
            "even": lambda place: self.spread * place / self.people,
            "random": lambda _: dice.uniform(0, self.spread),
            "burst": lambda _: 0.0,
        }
        return [moments[self.pattern](place) for place in range(self.people)]


@dataclass
class Visitor:
    """A person of the crowd; moments are seconds of the server's clock (time.monotonic).

    `asked` is when the update of each question came about, `answers` when each answer was accepted
    and what it says, `doubles` when one was said again and how many seconds after the first time.
    """

    number: int
    language: str
    questions: list[str]
    asked: list[float] = field(default_factory=list)
    answers: list[tuple[float, str]] = field(default_factory=list)
    doubles: list[tuple[float, float]] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """How many questions have no answer."""
        return len(self.questions) - len(self.answers)

    @property
    def waits(self) -> list[float]:
        """Seconds from each update to its answer."""
        return [at - asked for asked, (at, _) in zip(self.asked, self.answers, strict=False)]

    def hears(self, at: float, text: str) -> bool:
        """Take a message; say whether it is news."""
        first = next((before for before, said in self.answers if said == text), None)
        if first is None:
            self.answers.append((at, text))
        else:
            self.doubles.append((at, at - first))
        return first is None


@dataclass(frozen=True)
class Outcome:
    """What became of a crowd's questions: their number, the doubles by their moments, the waits.

    `seconds` is the time from the first question to the last answer; `moments` are those of the
    questions whose `waits` these are, from the first one on.
    """

    asked: int
    lost: int
    doubles: list[tuple[float, float]]
    waits: list[float]
    seconds: float = 0.0
    moments: list[float] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The outcome as JSON."""
        return asdict(self)


def sum_up(visitors: Iterable[Visitor]) -> Outcome:
    """Put what people met with together."""
    visitors = list(visitors)
    first = min((one.asked[0] for one in visitors if one.asked), default=0.0)
    return Outcome(
        sum(len(one.asked) for one in visitors),
        sum(one.lost for one in visitors),
        [double for one in visitors for double in one.doubles],
        [wait for one in visitors for wait in one.waits],
        _seconds(visitors),
        [at - first for one in visitors for at, _ in zip(one.asked, one.answers, strict=False)],
    )


def _seconds(visitors: Sequence[Visitor]) -> float:
    asked = [at for one in visitors for at in one.asked]
    answered = [at for one in visitors for at, _ in one.answers]
    return max(answered) - min(asked) if answered else 0.0


def is_answer(message: Message) -> bool:
    """Whether a message is an answer: those have buttons, whatever else is said has none."""
    return bool(message.buttons)


class Crowd:
    """Lets people come according to a plan, in a thread of its own."""

    def __init__(
        self,
        seat_of: Callable[[int, str], Seat],
        questions: Sequence[tuple[str, str]],
        plan: Plan,
        counts: Callable[[Message], bool] = is_answer,
    ) -> None:
        """Take how a person is seated (number, language) and the questions (language, text).

        `counts` says which messages of the bot are answers.
        """
        self._plan = plan
        self._counts = counts
        self._condition = threading.Condition()
        self._due: list[tuple[float, int]] = []
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="crowd", daemon=True)
        self.visitors = self._invite(questions)
        self._seats = {n: seat_of(n, one.language) for n, one in self.visitors.items()}

    def _invite(self, questions: Sequence[tuple[str, str]]) -> dict[int, Visitor]:
        """Each person draws from the questions of one language, by turns."""
        by_language = {code: [t for c, t in questions if c == code] for code, _ in questions}
        codes = sorted(by_language)
        dice = random.Random(self._plan.seed)
        visitors = {}
        for number in range(FIRST_NUMBER, FIRST_NUMBER + self._plan.people):
            code = codes[number % len(codes)]
            drawn = dice.sample(by_language[code], self._plan.questions)
            visitors[number] = Visitor(number, code, drawn)
        return visitors

    def start(self) -> None:
        """Let the first ones come."""
        now = time.monotonic()
        for number, arrival in zip(self.visitors, self._plan.arrivals(), strict=True):
            heapq.heappush(self._due, (now + arrival, number))
        next(iter(self._seats.values())).world.heard.append(self._hear)
        self._thread.start()

    @property
    def answered(self) -> int:
        """How many questions have their answer."""
        return sum(len(one.answers) for one in self.visitors.values())

    @property
    def is_done(self) -> bool:
        """Whether everybody has every answer."""
        return self.answered == self._plan.people * self._plan.questions

    def wait(self, timeout: float, quiet: float = 2.0) -> Outcome:
        """Wait until all is answered, and then a while for what comes late; sum up."""
        end = time.monotonic() + timeout
        while not self.is_done and time.monotonic() < end:
            time.sleep(_TICK)
        time.sleep(quiet)
        self.stop()
        return sum_up(self.visitors.values())

    def stop(self) -> None:
        """Let nobody ask any more."""
        self._is_over = True
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over:
            with self._condition:
                wait = self._due[0][0] - time.monotonic() if self._due else _TICK
                if wait > 0:
                    self._condition.wait(min(wait, _TICK))
                    continue
                _, number = heapq.heappop(self._due)
            self._ask(self.visitors[number], self._seats[number])

    def _ask(self, visitor: Visitor, seat: Seat) -> None:
        with seat.world.changed:
            message = seat.types(visitor.questions[len(visitor.asked)])
            visitor.asked.append(message.at)

    def _hear(self, message: Message) -> None:
        """Take a message of the bot, and let the person think of the next question."""
        visitor = self.visitors.get(message.chat.id)
        if visitor is None or not message.sender.is_bot or not self._counts(message):
            return
        is_news = visitor.hears(message.edited_at or message.at, message.shown)
        if is_news and len(visitor.answers) == len(visitor.asked) < self._plan.questions:
            with self._condition:
                due = time.monotonic() + self._plan.pause
                heapq.heappush(self._due, (due, visitor.number))
                self._condition.notify_all()
        elif self._plan.forgets and not visitor.lost:
            message.chat.messages.clear()
            message.chat.drafts.clear()
