"""Nothing that was asked is lost, whenever the bot dies; what may be said twice is counted."""

import time

import pytest

from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.conftest import ADMIN
from tests.integration.telegram.with_bot.running_bot import RunningBot
from tests.integration.telegram.with_bot.slow_model import SlowModel

QUESTION = "Құрылтайда қанша депутат болады?"
ME = "@atazan_test_bot"
ADMINS = {"ATAZAN_TELEGRAM_ADMINS": f"[{ADMIN}]", "ATAZAN_TELEGRAM_GRACE_S": "3"}


@pytest.fixture(scope="module")
def a_model():
    with SlowModel() as running:
        yield running


@pytest.fixture(scope="module")
def a_bot(fresh_home, a_model):
    with BotApi() as api, RunningBot(api, fresh_home(), **ADMINS, **a_model.environment) as running:
        yield running


@pytest.fixture
def model(a_model):
    a_model.pause = 0.3
    return a_model


@pytest.fixture
def bot(a_bot, model):
    """A bot with a slow model, which runs."""
    return a_bot if a_bot.is_running else a_bot.start()


@pytest.fixture
def aru(bot):
    return bot.api.person("Ару", "kk")


def doubles(bot):
    """How many possible doubles an admin is told of."""
    admin = bot.api.person("Әкімші", "kk", ADMIN)
    told = admin.waits_for(1, admin.types("/stats"))[0].shown
    return next(n for n in range(10) if text_of("telegram-stat-doubles", "kk", count=n) in told)


def answers(seat):
    return [message for message in seat.sees() if "[1]" in message.shown]


def until(seat, condition, what):
    return seat.world.wait_until(condition, 30, what)


def test_a_bot_killed_while_it_writes_answers_after_the_restart_once(bot, aru):
    before = doubles(bot)
    aru.types(QUESTION)
    until(aru, lambda: aru.saw_drafts() and "[1]" in aru.saw_drafts()[-1].shown, "a sentence")
    bot.kill()
    assert answers(aru) == []
    bot.start()
    until(aru, lambda: answers(aru), "the answer")
    assert doubles(bot) == before
    assert len(answers(aru)) == 1


def test_a_bot_killed_in_a_group_goes_on_in_its_message(bot, aru, model):
    model.pause = 2
    (here,) = bot.api.group("Көршілер", aru)
    (message,) = here.waits_for(1, here.types(f"{ME} {QUESTION}"))
    time.sleep(0.3)  # accepted, and noted
    bot.kill()
    model.pause = 0.1
    bot.start()
    until(here, lambda: "[1]" in message.shown, "the answer")
    assert len(here.sees()) == 1


def test_what_may_have_been_accepted_is_said_again_and_counted(bot, aru):
    before = doubles(bot)
    fault = bot.api.fault("hang", "sendRichMessage", times=1)
    aru.types(QUESTION)
    until(aru, lambda: fault.befallen, "the call on its way")
    bot.kill()
    bot.start()
    until(aru, lambda: answers(aru), "the answer")
    assert doubles(bot) == before + 1


def test_questions_asked_while_the_bot_is_away_are_answered_in_their_order(bot, aru, model):
    model.pause = 0.05
    bot.kill()
    for question in (QUESTION, "43-бап", "53-бап"):
        aru.types(question)
    bot.start()
    until(aru, lambda: len(answers(aru)) == 3, "three answers")
    assert ["43-бап" in answer.shown for answer in answers(aru)] == [False, True, False]


def test_an_update_that_comes_again_is_not_answered_again(bot, aru, model):
    model.pause = 0.05
    aru.types(QUESTION)
    until(aru, lambda: answers(aru), "the answer")
    number = max(bot.api.world.updates.made_at)
    bot.api.world.updates.repeat(number)
    aru.waits_for(1, aru.types("/privacy"))
    assert len(answers(aru)) == 1


def test_told_to_stop_it_ends_what_it_has_begun(bot, aru):
    aru.types(QUESTION)
    until(aru, lambda: aru.saw_drafts() and "[1]" in aru.saw_drafts()[-1].shown, "a sentence")
    assert bot.stop() == 0
    assert len(answers(aru)) == 1


def test_what_takes_too_long_to_end_is_answered_by_the_next_run(bot, aru, model):
    before = doubles(bot)
    model.pause = 30
    aru.types(QUESTION)
    until(aru, lambda: aru.saw_drafts(), "a draft")
    assert bot.stop() == 0
    assert answers(aru) == []
    model.pause = 0.05
    bot.start()
    until(aru, lambda: answers(aru), "the answer")
    assert doubles(bot) == before


def test_a_second_bot_over_the_same_folder_is_refused_in_a_line(bot, atazan):
    values = {"ATAZAN_TELEGRAM_TOKEN": bot.api.token, "ATAZAN_TELEGRAM_API_URL": bot.api.url}
    done = atazan("bot", "--home", bot.home, **values)
    assert done.returncode == 1
    assert text_of("error-telegram-running", "ru", path=str(bot.home)) in done.stderr
