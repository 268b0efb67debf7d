"""How many questions a second: the bot, and aiogram that only echoes, before the same server."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.bot_api.crowd import Plan
from tests.bot_api.process_figures import cpu_seconds, resident
from tests.bot_api.remote import RemoteApi
from tests.bot_api.stage import stage

Questions = Sequence[tuple[str, str]]
# Opens a bot that serves: its server, its process.
_Opened = Callable[[], AbstractContextManager[tuple[RemoteApi, int]]]

_ROOT = Path(__file__).parents[2]
# Far beyond what two cores can do, so that no limit of Telegram's hides what they can.
PER_SECOND = 1_000
SERVER = ("--per-second", "0")
UNBOUND: dict[str, object] = {
    "telegram_messages_per_second": PER_SECOND,
    "telegram_questions_per_minute": 1_000_000,
    "telegram_questions_per_day": 1_000_000,
}
_FIRST_TO_ASK = 9_000_001
# Arrival at which the times of answers are taken, as a part of what was sustained.
_STEADY = 0.7
_START_S, _PATIENCE_S, _SAMPLE_S, _CHAT_PAUSE_S = 120.0, 300.0, 0.25, 1.5


@dataclass(frozen=True)
class Run:
    """One crowd: what was sustained, the waits, and the processor time a question of both sides."""

    asked: int
    lost: int
    doubles: int
    seconds: float
    waits: list[float]
    bot_ms: float
    server_ms: float

    @property
    def rate(self) -> float:
        """Questions answered a second."""
        return (self.asked - self.lost) / self.seconds


@dataclass(frozen=True)
class Speed:
    """Everybody at once, by turns before the echo and the bot; then the bot at a part of that.

    `resident` is the bot's memory after, in MB.
    """

    echoes: list[Run]
    bursts: list[Run]
    steady: Run
    resident: float

    @property
    def share(self) -> float:
        """Of the ceiling: the median over the turns."""
        pairs = zip(self.bursts, self.echoes, strict=True)
        return statistics.median(bot.rate / echo.rate for bot, echo in pairs)

    @property
    def rate(self) -> float:
        """Questions a second, all at once: the median over the turns."""
        return statistics.median(one.rate for one in self.bursts)


def measure(home: Path, people: int, questions: Questions, memory: str, rounds: int) -> Speed:
    """Measure the bot beside aiogram that answers every text with the same text.

    By its memory of answers, `full`, `empty` at first, or `none` at all; each crowd has a bot of
    its own, so that the memory is what it is said to be.
    """
    opened = partial(_bot, home, questions, memory)
    burst = Plan(people, 1, 0.0, pattern="burst")
    echoes, bursts = [], []
    for _ in range(rounds):
        echoes.append(_met(_echo, burst, questions))
        bursts.append(_met(opened, burst, questions))
    rate = statistics.median(one.rate for one in bursts)
    with opened() as (api, pid):
        steady = run(api, pid, Plan(people, 1, people / (rate * _STEADY)), questions)
        return Speed(echoes, bursts, steady, resident(pid))


def _met(opened: _Opened, plan: Plan, questions: Questions) -> Run:
    with opened() as (api, pid):
        return run(api, pid, plan, questions)


@contextmanager
def _bot(home: Path, questions: Questions, memory: str) -> Iterator[tuple[RemoteApi, int]]:
    settings = UNBOUND | ({"answer_cache": 0} if memory == "none" else {})
    with stage(home, *SERVER, **settings) as set_up:
        set_up.bot.start()
        wait_for_polling(set_up.api)
        if memory == "full":
            _ask_all(set_up.api, questions)
        yield set_up.api, set_up.bot.pid


def run(api: RemoteApi, pid: int, plan: Plan, questions: Questions) -> Run:
    """Let one crowd come, and wait until everybody is answered."""
    time.sleep(_CHAT_PAUSE_S)
    bot, server = cpu_seconds(pid), api.cpu_seconds
    api.come(questions, plan)
    outcome = _awaited(api)
    asked = plan.people * plan.questions
    return Run(
        asked,
        outcome["lost"],
        len(outcome["doubles"]),
        outcome["seconds"],
        outcome["waits"],
        1000 * (cpu_seconds(pid) - bot) / asked,
        1000 * (api.cpu_seconds - server) / asked,
    )


def _ask_all(api: RemoteApi, questions: Questions) -> None:
    """Have one question after the other answered, each for somebody else than come later."""
    for number, (language, text) in enumerate(questions, _FIRST_TO_ASK):
        api.types(number, text, language)
        api.wait_for_messages(number, 1, _START_S)


def _awaited(api: RemoteApi) -> dict[str, Any]:
    end = time.monotonic() + _PATIENCE_S
    while not api.progress()["is_done"] and time.monotonic() < end:
        time.sleep(_SAMPLE_S)
    return api.crowd()


@contextmanager
def _echo() -> Iterator[tuple[RemoteApi, int]]:
    with RemoteApi(*SERVER) as api:
        command = [sys.executable, "-m", "tests.benchmarks.load_echo", api.url, api.token]
        process = subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.DEVNULL)
        try:
            wait_for_polling(api)
            yield api, process.pid
        finally:
            process.kill()
            process.wait(10)


def wait_for_polling(api: RemoteApi) -> None:
    end = time.monotonic() + _START_S
    while not api.state()["calls"].get("deleteWebhook 200"):
        if time.monotonic() > end:
            raise TimeoutError("the bot does not start")
        time.sleep(_SAMPLE_S)
