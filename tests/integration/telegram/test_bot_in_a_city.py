"""The runs of `make bench-load`, small: what they measure is there, and nothing is lost in them."""

from collections import Counter
from statistics import correlation

import pytest

from tests.benchmarks.load_city import City, city_questions, live_through
from tests.benchmarks.load_pictures import draw_day, draw_memory
from tests.benchmarks.load_speed import measure
from tests.bot_api.crowd import Plan
from tests.bot_api.day import day_moments

DAY_S = 86_400


def test_a_city_asks_least_at_night_most_in_the_evening_and_at_once_when_television_shows_the_bot():
    moments = day_moments(20_000, DAY_S, seed=1)
    hours = Counter(int(at // 3600) for at in moments)
    assert moments == sorted(moments)
    assert moments[0] >= 0
    assert moments[-1] < DAY_S
    assert hours[3] < hours[9] < hours[19]
    shown = sum(20.5 * 3600 <= at < 20.5 * 3600 + 300 for at in moments)
    assert 0.08 * 20_000 < shown < 0.1 * 20_000


def test_a_few_questions_are_asked_by_very_many_in_many_spellings_and_both_languages():
    questions = city_questions()
    assert questions == city_questions()
    languages = Counter(language for language, _ in questions)
    assert languages["kk"] == languages["ru"]
    counts = [count for _, count in Counter(questions).most_common()]
    assert counts[0] > 20 * counts[len(counts) // 2]
    assert len(counts) > 400


def test_the_bot_and_an_echo_meet_the_same_crowd_by_turns(default_home):
    questions = [("kk", "Құрылтайда қанша депутат болады?"), ("ru", "Кто назначает судей?")]
    speed = measure(default_home, 30, questions, "empty", 2)
    for run in (*speed.echoes, *speed.bursts, speed.steady):
        assert (run.asked, run.lost, run.doubles, len(run.waits)) == (30, 0, 0, 30)
        assert run.rate > 1
    shares = sorted(
        bot.rate / echo.rate for bot, echo in zip(speed.bursts, speed.echoes, strict=True)
    )
    assert shares[0] <= speed.share <= shares[1]
    assert speed.resident > 50


def test_a_small_city_is_answered_each_once_and_its_memory_and_steps_are_told(default_home):
    plan = Plan(60, 1, 1.0, pattern="day", forgets=True)
    city = live_through(default_home, plan, city_questions())
    assert (city.asked, city.lost, city.doubles, city.violations) == (60, 0, 0, 0)
    assert sum(city.steps.values()) == 60
    assert city.memory[-1][1] > 50
    assert len(city.moments) == 60


def test_a_day_and_its_memory_are_drawn(tmp_path):
    memory = [(count, 300.0) for count in range(0, 61, 20)]
    city = City(60, 0, 0, [0.1] * 60, 60.0, memory, {}, 0, [float(at) for at in range(60)])
    draw_day(city, 1.0, tmp_path / "day.png")
    draw_memory(city, tmp_path / "memory.png")
    for drawn in tmp_path.iterdir():
        assert drawn.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("slope", [0.0, 2.5])
def test_growth_is_the_slope_of_the_second_half(slope):
    memory = [(count, 900 - count / 100 if count < 5_000 else 300 + slope * count / 10_000) for count in range(0, 10_001, 100)]  # fmt: skip
    city = City(10_000, 0, 0, [], 1.0, memory, {}, 0, [])
    assert city.growth() == pytest.approx(slope)
    assert slope == 0 or correlation(*zip(*memory[60:], strict=True)) > 0.99
