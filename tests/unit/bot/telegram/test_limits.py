import pytest

from bot.telegram.memory_limits import MemoryLimits


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


async def test_a_person_asks_so_often_a_minute_and_then_waits_for_the_first_to_be_a_minute_old(
    clock,
):
    limits = MemoryLimits(3, 100, clock)
    asked = []
    for _ in range(4):
        asked.append(await limits.seconds_to_wait("somebody"))
        clock.now += 10
    assert asked == [0, 0, 0, 30]
    clock.now += 20
    assert await limits.seconds_to_wait("somebody") == 0


async def test_a_day_has_its_limit_too(clock):
    limits = MemoryLimits(10, 2, clock)
    assert [await limits.seconds_to_wait("somebody") for _ in range(3)] == [0, 0, 86_400]
    clock.now += 86_400
    assert await limits.seconds_to_wait("somebody") == 0


async def test_people_do_not_use_up_one_another_s_questions(clock):
    limits = MemoryLimits(1, 1, clock)
    assert [await limits.seconds_to_wait(name) for name in ("one", "other")] == [0, 0]


async def test_those_who_ask_no_more_are_forgotten(clock):
    limits = MemoryLimits(1, 1, clock)
    for number in range(2000):
        await limits.seconds_to_wait(str(number))
        clock.now += 100
    assert len(limits._asked) <= 86_400 / 100 + 2
