"""What Telegram and the network do to calls: answers arrive all the same, each trouble in its way."""

import time

import pytest

from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.conftest import ADMIN
from tests.integration.telegram.with_bot.running_bot import RunningBot

QUESTION = "Құрылтайда қанша депутат болады?"
ME = "@atazan_test_bot"


@pytest.fixture(scope="module")
def bot(fresh_home):
    with BotApi() as api:
        with RunningBot(api, fresh_home(), ATAZAN_TELEGRAM_ADMINS=f"[{ADMIN}]") as running:
            yield running
        assert api.violations == []


@pytest.fixture
def aru(bot):
    return bot.api.person("Ару", "kk")


def ask(seat, text=QUESTION, **more):
    return seat.waits_for(1, seat.types(text), **more)[0]


def counted(bot, figure):
    """A figure that an admin is told."""
    told = ask(bot.api.person("Әкімші", "kk", ADMIN), "/stats").shown
    key = f"telegram-stat-{figure}"
    return next(n for n in range(100) if text_of(key, "kk", count=n) in told.splitlines())


def nothing_open(bot):
    """Whether every update but the command that asks is done, at once or soon."""
    return any(counted(bot, "open") == 1 for _ in range(5))


def answers(seat):
    return [message for message in seat.sees() if "[1]" in message.shown]


REPEATED = {
    "a server in trouble": ("error_500", {}),
    "a page of a proxy": ("error_502", {}),
    "a connection that breaks": ("drop_before", {}),
    "a wait that is asked for": ("too_many", {"seconds": 1}),
}


@pytest.mark.parametrize(("kind", "more"), REPEATED.values(), ids=REPEATED)
def test_an_answer_is_sent_until_it_is_accepted(bot, aru, kind, more):
    bot.api.fault(kind, "sendRichMessage", times=2, **more)
    assert "145" in ask(aru, timeout=20).shown
    assert len(answers(aru)) == 1


def test_a_wait_that_telegram_asks_for_is_kept_and_counted(bot, aru):
    before = counted(bot, "too-fast")
    bot.api.fault("too_many", "sendRichMessage", seconds=2)
    begun = time.monotonic()
    ask(aru)
    assert time.monotonic() - begun >= 2
    assert counted(bot, "too-fast") == before + 1


def test_an_answer_that_may_have_arrived_is_sent_again_and_counted(bot, aru):
    before = counted(bot, "doubles")
    bot.api.fault("drop_after", "sendRichMessage")
    aru.types(QUESTION)
    aru.waits_for(2)
    assert counted(bot, "doubles") == before + 1


@pytest.mark.parametrize("kind", ["error_500", "drop_before", "garbage"])
def test_what_is_nice_to_have_holds_up_nothing(bot, aru, kind):
    bot.api.fault(kind, "sendChatAction", times=3)
    bot.api.fault(kind, "sendRichMessageDraft", times=3)
    assert "145" in ask(aru).shown


@pytest.mark.parametrize("leaves", ["blocks", "vanishes"])
def test_one_who_has_gone_is_let_go(bot, aru, leaves):
    bot.api.fault("delay", "sendRichMessage", seconds=0.3)
    aru.types(QUESTION)
    getattr(aru, leaves)()
    other = bot.api.person("Иван", "ru")
    assert "145" in ask(other, "Сколько депутатов будет в Курултае?").shown
    assert nothing_open(bot)
    assert counted(bot, "failed") == 0


def test_an_answer_goes_where_the_group_has_moved(bot, aru):
    (here,) = bot.api.group("Көршілер", aru, kind="group")
    (there,) = bot.api.group("Көршілер", aru)
    asked = here.types(f"{ME} {QUESTION}")
    assert asked
    here.chat.moved_to = there.chat.id
    bot.api.world.wait_until(lambda: there.sees() or here.sees(), 10, "the answer")
    asked = here.types(f"{ME} {QUESTION}")
    bot.api.world.wait_until(lambda: there.sees(), 10, "the answer in the new group")


def test_an_answer_that_was_deleted_is_sent_anew(bot, aru):
    question = aru.types("Қай тіл мемлекеттік тіл?")
    (answer,) = aru.waits_for(1, question)
    aru.deletes(answer)
    aru.edits(question, QUESTION)
    (anew,) = aru.waits_for(1, answer)
    assert "145" in anew.shown


def test_an_edit_that_changes_nothing_is_done(bot, aru):
    question = aru.types(QUESTION)
    aru.waits_for(1, question)
    aru.edits(question, QUESTION)
    ask(aru, "/privacy")
    assert nothing_open(bot)
    assert counted(bot, "failed") == 0


def test_after_telegram_was_away_questions_are_answered(bot, aru):
    ask(aru, "/start")
    bot.api.restart(pause=2)
    assert "145" in ask(aru, timeout=30).shown
