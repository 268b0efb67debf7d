"""The bot under a load that Telegram's limits do not hide: `make bench-load`.

    python -m tests.benchmarks.load speed [--people 3000] [--rounds 3]
    python -m tests.benchmarks.load day [--questions 12000] [--minutes 4] [--pictures FOLDER]
    python -m tests.benchmarks.load flat [--questions 100000] [--rate 120] [--pictures FOLDER]

`speed` compares it with aiogram that only echoes, by turns before the same server, the same crowd;
`day` is a city's day in minutes; `flat` is memory over very many questions. The bot is a process of its own,
extractive, on the default corpus; so is the Bot API server of `tests/bot_api`, which lifts its limit
of 30 messages a second, as the bot does (`telegram_messages_per_second`). They share the machine.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.load_city import City, city_questions, live_through
from tests.benchmarks.load_speed import Run, Speed, measure
from tests.benchmarks.telegram import show
from tests.bot_api.crowd import Plan
from tests.bot_api.stage import distinct_questions, fill

Row = tuple[str, str]
_MEMORIES = {
    "full": "warm: every question was asked before",
    "empty": "cold: nothing was asked before, and people repeat one another",
    "none": "nothing is ever remembered (answer_cache = 0)",
}


def measure_speed(home: Path, given: argparse.Namespace) -> None:
    """Print what is sustained, beside the bare ceiling."""
    questions = distinct_questions(home)
    for memory in given.memories:
        about = _MEMORIES[memory]
        speed = measure(home, given.people, questions, memory, given.rounds)
        show(f"{about}; {given.people:,} people", tell_speed(speed))


def tell_speed(speed: Speed) -> list[Row]:
    """The rows of one bot; its part of the ceiling."""
    runs = [*speed.bursts, speed.steady]
    lost, doubles = sum(one.lost for one in runs), sum(one.doubles for one in runs)
    return [
        ("sustained, questions a second, at each turn", _tell_rates(speed.bursts)),
        ("an echo, messages a second", _tell_rates(speed.echoes)),
        ("of the echo (median)", f"{speed.share:.2f}"),
        ("lost, answered twice", f"{lost}, {doubles}"),
        (f"wait at {speed.steady.rate:.0f} a second: p50, p95", tell_waits(speed.steady.waits)),
        ("processor time a question: bot, server", _tell_cost(speed.bursts)),
        ("processor time a message: echo, server", _tell_cost(speed.echoes)),
        ("memory", f"{speed.resident:.0f} MB"),
    ]  # fmt: skip


def _tell_rates(runs: Sequence[Run]) -> str:
    return ", ".join(f"{one.rate:,.0f}" for one in runs)


def _tell_cost(runs: Sequence[Run]) -> str:
    ours = statistics.median(one.bot_ms for one in runs)
    theirs = statistics.median(one.server_ms for one in runs)
    return f"{ours:.1f} ms, {theirs:.1f} ms"


def measure_day(home: Path, given: argparse.Namespace) -> None:
    """Print what became of a city's day."""
    plan = Plan(given.questions or 12_000, 1, 60 * given.minutes, pattern="day", forgets=True)
    city = live_through(home, plan, city_questions())
    show(f"a day in {given.minutes:g} minutes", tell_city(city))
    if given.pictures:
        from tests.benchmarks.load_pictures import draw_day

        draw_day(city, given.minutes, given.pictures / "load-day.png")


def measure_flat(home: Path, given: argparse.Namespace) -> None:
    """Print how memory went over very many questions."""
    count = given.questions or 100_000
    plan = Plan(count, 1, count / given.rate, pattern="even", forgets=True)
    city = live_through(home, plan, city_questions())
    growth = ("growth over the second half", f"{city.growth():+.2f} MB for 10,000 questions")
    show("very many questions", [*tell_city(city), growth])
    if given.pictures:
        from tests.benchmarks.load_pictures import draw_memory

        draw_memory(city, given.pictures / "load-memory.png")


def tell_city(city: City) -> list[Row]:
    """The rows of a city."""
    return [
        ("questions, lost, answered twice", f"{city.asked:,}, {city.lost}, {city.doubles}"),
        ("questions a second, over all", f"{city.asked / city.seconds:.0f}"),
        ("from update to answer: p50, p95, longest", f"{tell_waits(city.waits)}, {max(city.waits):.2f} s"),
        ("answers by what pressure left", ", ".join(f"{step} {number:.0f}" for step, number in city.steps.items())),
        ("429 caused by us", str(city.violations)),
        ("memory at each tenth", tell_memory(city.memory)),
    ]  # fmt: skip


def tell_waits(waits: Sequence[float]) -> str:
    """p50 and p95 in seconds."""
    return f"{statistics.median(waits):.3f} s, {statistics.quantiles(waits, n=20)[-1]:.3f} s"


def tell_memory(memory: Sequence[tuple[int, float]]) -> str:
    """MB at each tenth of the time."""
    places = (round(tenth * (len(memory) - 1) / 10) for tenth in range(11))
    return ", ".join(f"{memory[place][1]:.0f}" for place in places) + " MB"


_MEASURES: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "speed": measure_speed,
    "day": measure_day,
    "flat": measure_flat,
}


def main() -> None:
    """Print the tables that are asked for, by default all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", nargs="*", help="speed, day, flat; without one, all")
    parser.add_argument("--people", type=int, default=3_000, help="of each crowd of speed")
    parser.add_argument(
        "--memories", nargs="+", choices=_MEMORIES, default=_MEMORIES, help="of speed"
    )
    parser.add_argument("--rounds", type=int, default=3, help="turns of echo and bot, of speed")
    parser.add_argument("--questions", type=int, help="of a day, or of flat")
    parser.add_argument("--minutes", type=float, default=4, help="that a day takes")
    parser.add_argument("--rate", type=float, default=120, help="questions a second, of flat")
    parser.add_argument("--pictures", type=Path, help="a folder for those of day and flat")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "home")
        fill(home)
        for name in given.measures or _MEASURES:
            _MEASURES[name](home, given)


if __name__ == "__main__":
    main()
