"""The Telegram bot under load, killed, and fed with what no client sends: `make bench-telegram`.

    python -m tests.benchmarks.telegram crowd [--people 1000] [--questions 3] [--seconds 150]
    python -m tests.benchmarks.telegram kills [--kills 200] [--rate 6]
    python -m tests.benchmarks.telegram hostile [--updates 10000]

The bot is a process of its own, as an operator runs it, on the default corpus and without a model;
the Bot API server of `tests/bot_api` is another one, as strict as Telegram, its limits included.
They bound the crowd: at 30 messages a second over all, 3,000 answers take 100 s and more.
"""

import argparse
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.benchmarks.telegram_runs import (
    CrowdResult,
    HostileResult,
    KillsResult,
    run_crowd,
    run_hostile,
    run_kills,
)
from tests.bot_api.crowd import Plan
from tests.bot_api.stage import distinct_questions, stage

Row = tuple[str, str]
_LOADS = {"even": "come evenly over {:g} s", "burst": "come in the same moment"}


def tell_crowd(result: CrowdResult, come: str) -> list[Row]:
    """The rows of a crowd."""
    calls = result.state["calls"]
    answers = calls.get("sendRichMessage 200", 0) + calls.get("sendMessage 200", 0)
    drafts = sum(calls.get(f"send{kind}Draft 200", 0) for kind in ("Message", "RichMessage"))
    return [
        ("people", come),
        ("questions, lost, answered twice", f"{result.asked:,}, {result.lost}, {len(result.doubles)}"),
        ("429 caused by us, other refusals", f"{len(result.state['violations'])}, {sum(result.state['refusals'].values())}"),
        ("from update to answer: p50, p95, longest", tell_waits(result.waits)),
        ("until the last answer; Telegram's limit allows", f"{result.seconds:.0f} s; {answers / 30:.0f} s at the least"),
        ("messages, drafts shown meanwhile", f"{answers:,}, {drafts:,}"),
        ("processor time of the bot, a question", f"{1000 * result.cpu_seconds / result.asked:.0f} ms"),
        ("memory of the bot at a tenth, half, the end; most", tell_memory(result.memory)),
    ]  # fmt: skip


def tell_kills(result: KillsResult) -> list[Row]:
    """The rows of restarts."""
    return [
        ("kills (SIGKILL at random moments)", str(result.kills)),
        ("questions, answered before the last kill, without an answer", f"{result.asked:,}, {result.answered_meanwhile:,}, {result.lost}"),
        ("answered twice in the window, outside it", f"{len(result.windows)}, {result.unexplained}"),
        ("of those, from acceptance to the kill: p50, p95, longest", tell_windows(result.windows)),
        ("possible doubles, as the bot counts them", str(result.counted)),
        ("429 caused by us, other refusals", f"{len(result.state['violations'])}, {sum(result.state['refusals'].values())}"),
        ("from update to answer: p50, p95, longest", tell_waits(result.waits)),
    ]  # fmt: skip


def tell_hostile(result: HostileResult) -> list[Row]:
    """The rows of hostile updates."""
    return [
        ("hostile updates; messages that came back", f"{result.updates:,}; {result.messages:,}"),
        ("still the same process; answers a question", f"{yes(result.is_alive)}; {yes(result.is_answering)}"),
        ("markup of theirs that was obeyed", tell_counts(Counter(result.obeyed))),
        ("refusals of what the bot sent", tell_counts(result.refusals)),
        ("429 caused by us", str(result.violations)),
        ("errors in the journal", tell_counts(result.faults)),
        ("seconds", f"{result.seconds:.0f}"),
    ]  # fmt: skip


def tell_waits(waits: Sequence[float]) -> str:
    """p50, p95 and the longest, in seconds."""
    cuts = statistics.quantiles(waits, n=20)
    return f"{statistics.median(waits):.2f} s, {cuts[-1]:.2f} s, {max(waits):.2f} s"


def tell_windows(windows: Sequence[float]) -> str:
    """p50, p95 and the longest, in milliseconds."""
    if len(windows) < 2:
        return ", ".join(f"{1000 * one:.0f} ms" for one in windows) or "none"
    median, high = statistics.median(windows), statistics.quantiles(windows, n=20)[-1]
    return f"{1000 * median:.0f} ms, {1000 * high:.0f} ms, {1000 * max(windows):.0f} ms"


def tell_memory(memory: Sequence[float]) -> str:
    """MB at a tenth, half and the end of the time; the most."""
    places = (len(memory) // 10, len(memory) // 2, len(memory) - 1)
    return ", ".join(f"{memory[place]:.0f}" for place in places) + f"; {max(memory):.0f} MB"


def yes(value: bool) -> str:
    """A truth value in a table."""
    return "yes" if value else "NO"


def tell_counts(counts: Mapping[str, int]) -> str:
    """What there was how often, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda one: -one[1])
    return "; ".join(f"{number}× {what}" for what, number in ordered) or "none"


def show(title: str, rows: Iterable[Row]) -> None:
    """Print one table."""
    print(f"\n| {title} | |\n|---|---|", flush=True)
    for what, figure in rows:
        print(f"| {what} | {figure} |", flush=True)


def measure_crowd(given: argparse.Namespace) -> None:
    """Print a table for people who come evenly, and one for all at once."""
    for pattern, come in _LOADS.items():
        spread = given.seconds if pattern == "even" else 0.0
        plan = Plan(given.people, given.questions, spread, pause=3.0, pattern=pattern)
        with stage() as set_up:
            result = run_crowd(set_up, plan, distinct_questions(set_up.home))
        told = f"{given.people:,}, who {come.format(given.seconds)}"
        show("a crowd", tell_crowd(result, told))


def measure_kills(given: argparse.Namespace) -> None:
    """Print the table of restarts."""
    with stage() as set_up:
        questions = distinct_questions(set_up.home)
        result = run_kills(set_up, given.kills, given.rate, questions, given.seed)
    show("a bot that is killed", tell_kills(result))


def measure_hostile(given: argparse.Namespace) -> None:
    """Print the table of hostile updates."""
    with stage() as set_up:
        result = run_hostile(set_up, given.updates, given.seed)
    show("hostile updates", tell_hostile(result))


_MEASURES: dict[str, Callable[[argparse.Namespace], None]] = {
    "crowd": measure_crowd,
    "kills": measure_kills,
    "hostile": measure_hostile,
}


def main() -> None:
    """Print the tables that are asked for, by default all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", nargs="*", help="crowd, kills, hostile; without one, all")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=3, help="of each person")
    parser.add_argument("--seconds", type=float, default=150, help="in which the people come")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rate", type=float, default=6, help="questions a second, while killed")
    parser.add_argument("--updates", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    for name in given.measures or _MEASURES:
        _MEASURES[name](given)


if __name__ == "__main__":
    main()
