"""How often one person may ask: on a disk, with a clock of the test's, and wherever else."""

from contextlib import suppress

import pytest

from bot.settings import Settings
from bot.telegram.sqlite.database import DiskError
from bot.telegram.sqlite.limits import SqliteLimits
from bot.telegram.sqlite.traces import SqliteTraces

_START = 1_700_000_000.0


class Clock:
    def __init__(self):
        self.now = _START

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


async def written(database):
    """Wait for what was noted while nobody waited for it: what is written goes in order."""
    with suppress(DiskError):
        await database.try_write()


async def test_a_person_asks_so_often_a_minute_and_then_waits_for_the_first_to_be_a_minute_old(
    opened_file, clock
):
    async with opened_file() as database:
        limits = SqliteLimits(database, 3, 100, clock, clock)
        asked = []
        for _ in range(4):
            asked.append(await limits.seconds_to_wait("somebody"))
            clock.now += 10
        assert asked == [0, 0, 0, 30]
        clock.now += 20
        assert await limits.seconds_to_wait("somebody") == 0


async def test_a_day_has_its_limit_too_and_a_restart_does_not_forgive(opened_file, clock):
    async with opened_file() as database:
        limits = SqliteLimits(database, 10, 2, clock, clock)
        for expected in (0, 0, 86_399):
            assert await limits.seconds_to_wait("somebody") == expected
            clock.now += 0.5
            await written(database)
        assert await limits.seconds_to_wait("other") == 0
        await written(database)
    async with opened_file() as database:
        limits = SqliteLimits(database, 10, 2, clock, clock)
        assert await limits.seconds_to_wait("somebody") > 86_000
        clock.now += 86_400
        assert await limits.seconds_to_wait("somebody") == 0
        await written(database)


async def test_a_clock_that_was_wrong_holds_nobody_off_for_longer_than_a_day(opened_file, clock):
    async with opened_file() as database:
        ticks = Clock()
        limits = SqliteLimits(database, 10, 1, clock, ticks)
        clock.now += 10 * 86_400
        assert await limits.seconds_to_wait("somebody") == 0
        await written(database)
        clock.now = _START
        ticks.now += 1
        assert await limits.seconds_to_wait("somebody") == 0
        await written(database)
        assert 0 < await limits.seconds_to_wait("somebody") <= 86_400
        assert await database.number("SELECT count(*) FROM asked") == 2
        await SqliteTraces(database, clock).delete_before(0)
        assert await database.number("SELECT count(*) FROM asked") == 1


async def test_one_who_has_asked_enough_today_keeps_nobody_else_from_asking(opened_file, clock):
    async with opened_file() as database:
        limits = SqliteLimits(database, 10, 1, clock, clock)
        assert await limits.seconds_to_wait("somebody") == 0
        await written(database)
        for _ in range(3):
            clock.now += 70
            assert await limits.seconds_to_wait("somebody") > 0
        assert await limits.seconds_to_wait("other") == 0
        await written(database)


async def test_those_who_ask_no_more_are_forgotten(opened_file, clock):
    async with opened_file() as database:
        limits = SqliteLimits(database, 1, 1, clock, clock)
        for number in range(200):
            await limits.seconds_to_wait(str(number))
            clock.now += 10
        await written(database)
        assert len(limits._lately) <= 60 / 10 + 2
        assert await database.number("SELECT count(*) FROM asked") == 200
        await SqliteTraces(database, clock).delete_before(0)
        assert await database.number("SELECT count(*) FROM asked") == 200
        clock.now = _START + 86_400 + 1_000
        await SqliteTraces(database, clock).delete_before(0)
        assert await database.number("SELECT count(*) FROM asked") == 100


async def test_wherever_they_are_kept_people_do_not_use_up_one_another_s_questions(opened):
    async with opened() as state:
        asked = [await state.limits.seconds_to_wait(who) for who in ("one", "other")]
        assert asked == [0, 0]
        most = Settings.model_fields["telegram_questions_per_minute"].default
        waits = [await state.limits.seconds_to_wait("one") for _ in range(most)]
        assert waits[:-1] == [0] * (most - 1)
        assert 0 < waits[-1] <= 60


async def test_a_full_disk_keeps_nobody_from_asking(opened_file, clock):
    async with opened_file() as database:
        limits = SqliteLimits(database, 10, 1, clock, clock)
        await database._writer.run(_lock)
        assert await limits.seconds_to_wait("somebody") == 0
        await written(database)
        assert database.is_stuck


def _lock(connection):
    connection.execute("PRAGMA query_only = ON")
