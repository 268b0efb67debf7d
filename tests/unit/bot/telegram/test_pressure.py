import asyncio

import pytest

from bot.telegram.lanes import Slots
from bot.telegram.pressure import Pressure, Step


async def pressed(waiting, *, full=(), brief=(), has_model=True, slots=2, bearable=20):
    """What people get while so many wait, when answers have taken so long; and the wait."""
    queue = Slots(slots)
    pressure = Pressure(queue, bearable, has_model=has_model)
    for seconds in full:
        pressure.note(seconds, is_brief=False)
    for seconds in brief:
        pressure.note(seconds, is_brief=True)
    tasks = [asyncio.create_task(queue.take(object())) for _ in range(slots + waiting)]
    await asyncio.sleep(0)
    step, wait, is_brief = pressure.step, pressure.wait_s, pressure.is_brief
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return step, wait, is_brief


SLOW, QUICK = [10.0] * 50, [0.1] * 50
CASES = {
    "nobody waits": (0, {"full": SLOW}, Step.FULL),
    "a few wait for the model": (3, {"full": SLOW}, Step.FULL),
    "more than people bear wait for it": (6, {"full": SLOW, "brief": QUICK}, Step.BRIEF),
    "so many that the sources' words do not help": (600, {"full": SLOW, "brief": QUICK}, Step.PLACE),
    "nothing was measured yet, and some wait": (10, {}, Step.FULL),
    "nothing was measured yet, and many wait": (100, {}, Step.BRIEF),
    "without a model nothing can be left out": (300, {"full": QUICK, "has_model": False}, Step.FULL),
    "without a model the place is told": (500, {"full": QUICK, "has_model": False}, Step.PLACE),
}  # fmt: skip


@pytest.mark.parametrize(("waiting", "given", "expected"), CASES.values(), ids=CASES)
async def test_what_people_get_depends_on_how_long_they_would_wait(waiting, given, expected):
    step, _, is_brief = await pressed(waiting, **given)
    assert step is expected
    assert is_brief == (expected is not Step.FULL and given.get("has_model", True))


async def test_the_wait_is_told_from_the_answers_of_late():
    _, wait, _ = await pressed(8, full=[*SLOW, *[1.0] * 50])
    assert wait == pytest.approx(4.0, abs=0.1)
