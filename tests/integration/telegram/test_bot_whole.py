"""The bot as a real process against the server as another one: a crowd, kills, hostile updates.

`make bench-telegram` runs the same with a thousand people, 200 kills and 10,000 updates.
"""

import socket

import pytest

from tests.benchmarks.telegram_runs import (
    possible_doubles,
    run_crowd,
    run_hostile,
    run_kills,
)
from tests.bot_api.crowd import Plan
from tests.bot_api.stage import distinct_questions, stage

_QUIET_S = 1.5


@pytest.fixture(scope="module")
def questions(default_home):
    """Some that have answers of their own, in both languages."""
    return distinct_questions(default_home, most=24)


def test_a_crowd_is_answered_each_question_once_and_not_too_fast(default_home, questions):
    with stage(default_home) as set_up:
        plan = Plan(people=20, questions=2, spread=1, pause=1.0)
        result = run_crowd(set_up, plan, questions, _QUIET_S)
        assert set_up.bot.stop() == 0
    assert len(result.waits) == result.asked == 40
    assert (result.lost, result.doubles) == (0, [])
    assert result.state["violations"] == []
    assert result.state["refusals"] == {}


def by_polling():
    """The bot asks for updates."""
    return {}


def by_webhook():
    """The updates are brought to the bot, at a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/updates"
    return {"telegram_webhook_url": url, "telegram_webhook_port": port}


@pytest.mark.parametrize("way", [by_polling, by_webhook])
def test_no_question_is_lost_when_the_bot_is_killed_at_random_moments(default_home, questions, way):
    with stage(default_home, **way()) as set_up:
        result = run_kills(set_up, 2, rate=3, questions=questions, quiet=_QUIET_S)
    assert result.asked == len(result.waits) > 6
    assert result.answered_meanwhile > 0
    assert result.lost == 0
    assert result.unexplained == 0
    assert len(result.windows) <= result.counted
    assert result.state["violations"] == []
    assert result.state["refusals"] == {}


def test_a_bot_killed_between_acceptance_and_record_answers_again_and_counts_that(default_home):
    with stage(default_home) as set_up:
        set_up.api.fault("hang_after", "sendRichMessage")
        set_up.bot.start()
        set_up.api.types(1_000_001, "Құрылтайда қанша депутат болады?")
        [first] = set_up.api.wait_for_messages(1_000_001, 1)
        set_up.bot.kill()
        set_up.bot.start()
        messages = set_up.api.wait_for_messages(1_000_001, 2)
        assert [message["text"] for message in messages] == [first["text"]] * 2
        assert set_up.bot.stop() == 0
        assert possible_doubles(set_up.home) == 1


def test_hostile_updates_neither_stop_the_bot_nor_come_back_unescaped(default_home):
    with stage(default_home) as set_up:
        result = run_hostile(set_up, 200, quiet=_QUIET_S)
    assert result.is_alive
    assert result.is_answering
    assert result.messages > 20
    assert result.obeyed == []
    assert [one for one in result.refusals if "parse" in one or "RICH" in one] == []
    assert result.violations == 0
