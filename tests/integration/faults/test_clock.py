"""The wall clock jumps: people are answered as before, and nothing is deleted by a clock like that."""

import ast
import asyncio
import time
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.settings import Settings
from bot.telegram.retention import Retention
from bot.telegram.state import open_state
from bot.telegram.wall_clock import WallClock
from tests.bot_api import BotApi
from tests.conftest import ROOT
from tests.integration.faults.conftest import KAZAKH, RUSSIAN, running_bot
from tests.unit.source_code import MODULES, parse

DAY, YEAR = 86_400.0, 365 * 86_400.0


class Hands:
    """A wall clock and a steady one, moved by hand."""

    def __init__(self):
        self.wall, self.steady = time.time(), 1_000.0

    def pass_by(self, seconds):
        self.wall += seconds
        self.steady += seconds


@pytest.mark.parametrize("jump", [YEAR, -YEAR], ids=["ahead", "back"])
def test_nothing_is_deleted_by_a_clock_that_has_jumped_until_it_goes_evenly_for_a_day(
    tmp_path, jump
):
    hands = Hands()
    clock = WallClock(lambda: hands.wall, lambda: hands.steady)

    async def live():
        async with open_state(Settings(home=tmp_path)) as state:
            await state.people.meet(7, "kk")
            retention = Retention(state.traces, state.inbox, 30, clock)
            hands.wall += jump
            kept = []
            for hours in (0, 1, 22):
                hands.pass_by(hours * 3_600)
                kept.append(await retention.sweep() == 0)
            hands.wall -= jump  # somebody has set it right
            hands.pass_by(3_600)
            kept.append(await retention.sweep() == 0)
            assert kept == [True] * 4
            assert await state.people.count() == 1
            hands.pass_by(31 * DAY)
            await retention.sweep()
            assert await state.people.count() == 0

    asyncio.run(live())


WALL = {"time.time", "datetime.now", "date.today", "datetime.utcnow"}
# Where something is written down with its date, or read by it.
DATED = {
    "bot/publishing.py",
    "bot/quality/commands.py",
    "bot/telegram/questions.py",
    "bot/telegram/retention.py",
    "bot/telegram/statistics.py",
    "bot/telegram/wall_clock.py",
}


def test_only_what_is_written_down_is_dated_by_the_wall_clock():
    """Deadlines, limits, paces and rests are of a clock that nobody can set."""
    readers = {
        str(module.relative_to(ROOT))
        for module in MODULES
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in WALL
    }
    stores = {
        one for one in readers if one.startswith(("bot/telegram/sqlite", "bot/telegram/redis"))
    }
    assert sorted(readers - stores - DATED) == []


def test_a_bot_whose_clock_jumps_goes_on_answering(home, tmp_path):
    moved = tmp_path / "moved"
    values = {
        "PYTHONPATH": str(ROOT / "tests/integration/faults/moving_clock"),
        "MOVED_CLOCK": str(moved),
    }
    with BotApi() as api, running_bot(home, api, **values) as bot:
        aru = api.person("Ару", "kk")
        for jump, question in ((0, KAZAKH), (YEAR, RUSSIAN), (-YEAR, KAZAKH), (0, RUSSIAN)):
            moved.write_text(str(jump))
            (answer,) = aru.waits_for(1, aru.types(question), timeout=30)
            assert "145" in answer.shown
        with urlopen(f"http://127.0.0.1:{bot.port}/metrics", timeout=10) as reply:
            families = list(text_string_to_metric_families(reply.read().decode()))
    told = {sample.name: sample.value for one in families for sample in one.samples}
    assert told["atazan_ready"] == 1
    assert told["atazan_failed_updates"] == 0
    assert told["atazan_answer_seconds_sum"] >= 0
