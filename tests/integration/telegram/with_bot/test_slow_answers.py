"""A model that takes its time: an answer is seen as it is written, stopped, and waited for."""

import time

import pytest

from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot
from tests.integration.telegram.with_bot.slow_model import SlowModel

QUESTION = "Құрылтайда қанша депутат болады?"
ME = "@atazan_test_bot"


@pytest.fixture(scope="module")
def model():
    with SlowModel() as running:
        yield running


@pytest.fixture(scope="module")
def slow(fresh_home, model):
    """A bot that writes with that model, one answer at a time."""
    values = model.environment | {"ATAZAN_TELEGRAM_RUNNING": "1", "ATAZAN_TELEGRAM_QUEUE": "2"}
    values |= {"ATAZAN_TELEGRAM_GRACE_S": "1"}
    with BotApi() as api, RunningBot(api, fresh_home(), **values) as bot:
        time.sleep(1.1)  # the calls of its start are over, and there is room for drafts
        yield bot
        assert api.violations == []
        assert api.refused == []


@pytest.fixture(autouse=True)
def unhurried(model):
    model.pause, model.rounds = 0.5, 1
    model.hung_up.clear()
    model.asked = 0


@pytest.fixture
def aru(slow):
    return slow.api.person("Ару", "kk")


def until(seat, condition, what):
    return seat.world.wait_until(condition, 10, what)


def test_a_draft_grows_sentence_by_sentence_and_ends_in_the_answer(aru):
    aru.types(QUESTION)
    (answer,) = aru.waits_for(1)
    assert all(draft.can_stop for draft in aru.saw_drafts())
    shown = [draft.shown for draft in aru.saw_drafts()]
    assert shown[0] == text_of("progress-searching", "kk")
    lengths = [len(one) for one in shown[1:]]
    assert len(set(lengths)) >= 2
    assert lengths == sorted(lengths)
    assert "[1]" in answer.shown


@pytest.mark.parametrize("means", ["/cancel", "the button below the draft"])
def test_it_stops_at_once_and_the_model_with_it(aru, model, means):
    model.pause, model.rounds = 0.2, 100
    asked = aru.types(QUESTION)
    until(aru, lambda: len(aru.saw_drafts()) > 1, "a sentence")
    begun = time.monotonic()
    if means == "/cancel":
        aru.types("/cancel")
    else:
        aru.stops_draft()
    (told,) = aru.waits_for(1, asked)
    assert told.shown == text_of("telegram-cancelled", "kk")
    assert time.monotonic() - begun < 1
    assert model.hung_up.wait(5)
    time.sleep(0.5)
    assert len(aru.sees()) == 1


def test_who_has_to_wait_is_told_the_place_until_the_turn_has_come(aru, model):
    model.pause = 0.8
    first = aru.types(QUESTION)
    aru.types("Президент неше жылға сайланады?")
    (notice,) = aru.waits_for(1, first)
    assert notice.shown == text_of("telegram-place", "kk", place=1)
    until(aru, lambda: len([m for m in aru.sees() if "[1]" in m.shown]) == 2, "both answers")
    until(aru, lambda: notice.is_deleted, "the notice gone")


def test_more_than_a_few_questions_do_not_wait(aru, model):
    for _ in range(4):
        last = aru.types(QUESTION)
    (told,) = aru.waits_for(1, last)
    assert told.shown == text_of("telegram-queue-full", "kk", count=3)
    aru.types("/cancel")
    until(aru, lambda: len(aru.sees()) == 2, "all stopped")


def test_a_command_does_not_wait_for_an_answer(aru):
    aru.types(QUESTION)
    asked = aru.types("/privacy")
    told, answer = aru.waits_for(2, asked)
    assert "/forget" in told.shown
    assert "[1]" in answer.shown


def test_in_a_group_one_message_is_edited_until_it_is_the_answer(slow, aru, model):
    model.pause = 2
    (here,) = slow.api.group("Көршілер", aru)
    asked = here.types(f"{ME} {QUESTION}")
    (message,) = here.waits_for(1, asked)
    assert message.shown == text_of("progress-searching", "kk")
    until(here, lambda: "[1]" in message.shown and message.buttons, "the answer")
    assert len(here.sees()) == 1
    assert here.saw_drafts() == []


def test_what_is_stopped_in_a_group_says_so(slow, aru, model):
    model.pause = 2
    (here,) = slow.api.group("Көршілер", aru)
    asked = here.types(f"{ME} {QUESTION}")
    (message,) = here.waits_for(1, asked)
    here.types("/cancel")
    until(here, lambda: message.shown == text_of("telegram-cancelled", "kk"), "stopped")
