"""A city's day in minutes, and a hundred thousand questions: what is lost, how long, how much memory."""

import random
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socket import create_server

from bot.answer import Status
from bot.quality.golden import read_golden
from tests.benchmarks.load_speed import SERVER, UNBOUND, Questions, wait_for_polling
from tests.bot_api.crowd import Plan
from tests.bot_api.stage import Stage, stage

_GOLDEN = Path(__file__).parents[1] / "quality" / "golden"
_PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
# Of so many questions that were asked one is drawn; the n-th most popular is asked 1/n as often.
_POOL = 6_000
_SAMPLE_S, _PATIENCE_S, _QUIET_S = 2.0, 300.0, 3.0


@dataclass(frozen=True)
class City:
    """What became of everybody's question; `memory` is MB by the answers so far.

    `moments` are seconds from the first question to that of each wait.
    """

    asked: int
    lost: int
    doubles: int
    waits: list[float]
    seconds: float
    memory: list[tuple[int, float]]
    steps: dict[str, float]
    violations: int
    moments: list[float]

    def growth(self) -> float:
        """MB for each 10,000 answers, over the second half: the slope of least squares."""
        half = [one for one in self.memory if one[0] >= self.asked / 2]
        middle = sum(count for count, _ in half) / len(half)
        level = sum(mb for _, mb in half) / len(half)
        spread = sum((count - middle) ** 2 for count, _ in half)
        slope = sum((count - middle) * (mb - level) for count, mb in half) / spread
        return 10_000 * slope


def live_through(home: Path, plan: Plan, questions: Questions) -> City:
    """Let everybody of a plan come, and watch."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with stage(home, *SERVER, **UNBOUND, telegram_metrics_port=port) as set_up:
        set_up.bot.start()
        wait_for_polling(set_up.api)
        set_up.api.come(questions, plan)
        memory = _sampled(set_up, plan.spread + _PATIENCE_S)
        time.sleep(_QUIET_S)
        outcome = set_up.api.crowd()
        return City(
            plan.people * plan.questions,
            outcome["lost"],
            len(outcome["doubles"]),
            outcome["waits"],
            outcome["seconds"],
            memory,
            _steps(port),
            len(set_up.api.state()["violations"]),
            outcome["moments"],
        )


def _sampled(set_up: Stage, timeout: float) -> list[tuple[int, float]]:
    samples, end, is_done = [], time.monotonic() + timeout, False
    while not is_done and time.monotonic() < end:
        progress = set_up.api.progress()
        samples.append((progress["answered"], set_up.bot.resident))
        is_done = progress["is_done"]
        time.sleep(_SAMPLE_S)
    return samples


def _steps(port: int) -> dict[str, float]:
    """Answers by what pressure left of them, as the bot tells Prometheus."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as told:
        lines = told.read().decode().splitlines()
    begun = 'atazan_answers_by_step_total{step="'
    counted = (line.removeprefix(begun).split('"} ') for line in lines if line.startswith(begun))
    return {step: float(number) for step, number in counted}


def city_questions(seed: int = 2026) -> list[tuple[str, str]]:
    """Questions as a city asks them: a few by very many, each in many spellings, in two languages."""
    dice = random.Random(seed)
    by_language: dict[str, list[str]] = {}
    for file in sorted(_GOLDEN.glob("*.jsonl")):
        for golden in read_golden(file):
            if golden.expect is not Status.REFUSED and not golden.before:
                by_language.setdefault(golden.language, []).append(golden.question)
    return list(_drawn(by_language, dice))


def _drawn(by_language: dict[str, list[str]], dice: random.Random) -> Iterator[tuple[str, str]]:
    for language, questions in sorted(by_language.items()):
        dice.shuffle(questions)
        weights = [1 / rank for rank, _ in enumerate(questions, 1)]
        for question in dice.choices(questions, weights, k=_POOL // len(by_language)):
            yield language, _typed(question, dice)


def _typed(question: str, dice: random.Random) -> str:
    """The same question as one of many might type it."""
    ways = (
        lambda text: text,
        lambda text: text.lower().rstrip("?"),
        lambda text: text.translate(_PLAIN).lower(),
        lambda text: text.upper(),
        lambda text: f"  {text}??",
        lambda text: _with_a_slip(text, dice),
    )
    return dice.choice(ways)(question)


def _with_a_slip(text: str, dice: random.Random) -> str:
    """Two letters in the wrong order."""
    place = dice.randrange(1, len(text) - 2)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
