"""The runs behind `tests.benchmarks.telegram`: a crowd, kills, hostile updates, and their results.

Tests run them small.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect
from typing import Any

from tests.bot_api.bot_process import BotProcess
from tests.bot_api.crowd import Plan
from tests.bot_api.hostile import hostile_updates, obeyed
from tests.bot_api.remote import RemoteApi
from tests.bot_api.stage import Stage

# Pairs of language and text.
Questions = Sequence[tuple[str, str]]

_SAMPLE_S, _PATIENCE_S, _QUIET_S = 0.5, 180.0, 5.0
# A bot is killed at most so long after it has begun to work; one in five while it still starts.
_LONGEST_LIFE_S, _KILLED_EARLY = 3.0, 0.2
_ON_THE_WIRE_S = 0.5
_BATCH = 200


@dataclass(frozen=True)
class CrowdResult:
    """What became of a crowd's questions, and of the bot's memory (MB, by time)."""

    asked: int
    lost: int
    doubles: list[list[float]]
    waits: list[float]
    state: dict[str, Any]
    memory: list[float]
    cpu_seconds: float
    seconds: float


def run_crowd(
    set_up: Stage, plan: Plan, questions: Questions, quiet: float = _QUIET_S
) -> CrowdResult:
    """Let a crowd come to a bot that runs undisturbed; wait so long for what comes late."""
    set_up.bot.start()
    _wait_for_start(set_up.api, 1)
    begun, used = time.monotonic(), set_up.bot.cpu_seconds
    set_up.api.come(questions, plan)
    memory = _sampled_until_answered(set_up, plan.spread + _PATIENCE_S)
    seconds = time.monotonic() - begun
    time.sleep(quiet)
    outcome = set_up.api.crowd()
    return CrowdResult(
        plan.people * plan.questions,
        outcome["lost"],
        outcome["doubles"],
        outcome["waits"],
        set_up.api.state(),
        memory,
        set_up.bot.cpu_seconds - used,
        seconds,
    )


def _sampled_until_answered(set_up: Stage, timeout: float) -> list[float]:
    memory, end = [], time.monotonic() + timeout
    while time.monotonic() < end and not set_up.api.crowd()["is_done"]:
        memory.append(set_up.bot.resident)
        time.sleep(_SAMPLE_S)
    return memory


@dataclass(frozen=True)
class KillsResult:
    """What became of questions while the bot was killed; windows are seconds.

    A window is the time from the acceptance of the first copy of a double to the kill that
    followed it; `unexplained` doubles have no kill between their copies. `counted` is what the bot
    itself has counted as possible doubles.
    """

    kills: int
    asked: int
    answered_meanwhile: int
    lost: int
    windows: list[float]
    unexplained: int
    counted: int
    waits: list[float]
    state: dict[str, Any]


def run_kills(
    set_up: Stage,
    kills: int,
    rate: float,
    questions: Questions,
    seed: int = 2026,
    quiet: float = _QUIET_S,
) -> KillsResult:
    """Kill the bot at random moments while so many questions a second come."""
    dice = random.Random(seed)
    start = _seconds_to_start(set_up)
    expected = kills * (start + _LONGEST_LIFE_S / 2)
    people = max(1, round(rate * expected / 3))
    set_up.api.come(questions, Plan(people, 3, spread=expected, pause=1.0))
    moments = [_live_and_die(set_up, dice, start) for _ in range(kills)]
    answered = set_up.api.crowd()["answered"]
    set_up.bot.start()
    _sampled_until_answered(set_up, _PATIENCE_S + people / 5)
    time.sleep(quiet)
    outcome = set_up.api.crowd()
    windows, unexplained = windows_of(outcome["doubles"], moments)
    return KillsResult(
        kills,
        people * 3,
        answered,
        outcome["lost"],
        windows,
        unexplained,
        possible_doubles(set_up.home),
        outcome["waits"],
        set_up.api.state(),
    )


def _seconds_to_start(set_up: Stage) -> float:
    begun = time.monotonic()
    set_up.bot.start()
    _wait_for_start(set_up.api, 1)
    seconds = time.monotonic() - begun
    set_up.bot.kill()
    return seconds


def _live_and_die(set_up: Stage, dice: random.Random, start: float) -> float:
    """Let the bot live for a random while, and kill it; return the moment."""
    starts = _starts(set_up.api)
    set_up.bot.start()
    if dice.random() < _KILLED_EARLY:
        time.sleep(dice.uniform(0, start))
    else:
        _wait_for_start(set_up.api, starts + 1)
        time.sleep(dice.uniform(0, _LONGEST_LIFE_S))
    assert set_up.bot.is_running, set_up.bot.said()[-2000:]
    return set_up.bot.kill()


def _starts(api: RemoteApi) -> int:
    """How often the bot has said whether it polls or is posted to: so it begins to work."""
    calls = api.state()["calls"]
    return calls.get("deleteWebhook 200", 0) + calls.get("setWebhook 200", 0)


def _wait_for_start(api: RemoteApi, number: int) -> None:
    end = time.monotonic() + _PATIENCE_S
    while _starts(api) < number:
        assert time.monotonic() < end, "the bot does not start"
        time.sleep(0.02)


def windows_of(
    doubles: Sequence[Sequence[float]], kills: Sequence[float]
) -> tuple[list[float], int]:
    """The windows of doubles (moment of the copy, seconds after the first), and those without.

    What a bot has sent before it was killed may be taken from the wire a little later: its window
    is 0.
    """
    windows, unexplained = [], 0
    for again, later in doubles:
        first = again - later
        between = [kill - first for kill in kills if first - _ON_THE_WIRE_S <= kill <= again]
        if between:
            windows.append(max(0.0, min(between, key=abs)))
        else:
            unexplained += 1
    return windows, unexplained


def possible_doubles(home: Path) -> int:
    """How many doubles the bot of that home thinks possible."""
    with closing(connect(home / "telegram.sqlite")) as database:
        rows = database.execute("SELECT value FROM notes WHERE name = 'possible_doubles'")
        return sum(int(value) for (value,) in rows)


@dataclass(frozen=True)
class HostileResult:
    """What a stream of hostile updates did: messages that came back, and what was wrong."""

    updates: int
    messages: int
    obeyed: list[str]
    refusals: dict[str, int]
    violations: int
    faults: Counter[str]
    is_alive: bool
    is_answering: bool
    seconds: float


def run_hostile(
    set_up: Stage, count: int, seed: int = 2026, quiet: float = _QUIET_S
) -> HostileResult:
    """Put hostile updates into the queue, and ask a friendly question after all of them."""
    set_up.bot.start()
    begun = time.monotonic()
    updates = list(hostile_updates(count, seed, people=max(count // 4, 10)))
    for first in range(0, count, _BATCH):
        set_up.api.put(updates[first : first + _BATCH])
    _wait_until_quiet(set_up.api, quiet, _PATIENCE_S + count / 10)
    seconds = time.monotonic() - begun
    is_answering = _is_answering(set_up.api)
    seen, state = set_up.api.seen(), set_up.api.state()
    return HostileResult(
        count,
        len(seen),
        [why for message in seen if (why := obeyed(message))],
        state["refusals"],
        len(state["violations"]),
        _faults(set_up.bot),
        set_up.bot.is_running,
        is_answering,
        seconds,
    )


def _wait_until_quiet(api: RemoteApi, quiet: float, timeout: float) -> None:
    """Wait until all updates were fetched and the bot has said nothing for a while."""
    end, before, since = time.monotonic() + timeout, "", time.monotonic()
    while time.monotonic() < end:
        state = api.state()
        calls = json.dumps({k: v for k, v in state["calls"].items() if "getUpdates" not in k})
        if calls != before or state["waiting"]:
            before, since = calls, time.monotonic()
        if time.monotonic() - since > quiet:
            return
        time.sleep(_SAMPLE_S)


def _is_answering(api: RemoteApi) -> bool:
    person = 7_777_777
    api.types(person, "Құрылтайда қанша депутат болады?")
    try:
        return "145" in api.wait_for_messages(person, 1)[-1]["text"]
    except TimeoutError:
        return False


def _faults(bot: BotProcess) -> Counter[str]:
    """Errors that the bot's journal tells of, by their event, fault and place."""
    errors: Counter[str] = Counter()
    for line in bot.said().splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            errors["Traceback"] += line.startswith("Traceback")
            continue
        if event.get("level") in ("error", "critical"):
            place = ", ".join(event.get("at", ())[-1:])
            errors[f"{event.get('event')} {event.get('fault', '')} {place}".strip()] += 1
    return +errors
