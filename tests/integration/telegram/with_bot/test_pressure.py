"""Many ask a model that is slow: answers get shorter, then places are told; nobody is left out."""

import pytest

from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot
from tests.integration.telegram.with_bot.slow_model import SlowModel

QUESTIONS = [
    "Құрылтайда қанша депутат болады?",
    "Президент неше жылға сайланады?",
    "Вице-Президентті кім тағайындайды?",
    "Құрылтай депутаттары қанша жылға сайланады?",
    "Медицина тегін бола ма?",
    "Халық Кеңесі деген не?",
    "Мемлекеттік тіл қандай?",
    "Кто назначает судей?",
]


@pytest.fixture(scope="module")
def model():
    with SlowModel(pause=1.5) as running:
        running.most = 2
        yield running


@pytest.fixture
def pressed(fresh_home, model):
    """A bot that writes one answer at a time, and people who hardly bear to wait."""

    def start(bearable):
        values = model.environment | {"ATAZAN_TELEGRAM_RUNNING": "1"}
        values |= {"ATAZAN_TELEGRAM_BEARABLE_WAIT_S": str(bearable), "ATAZAN_TELEGRAM_GRACE_S": "1"}
        return RunningBot(api, fresh_home(), **values)

    with BotApi() as api:
        yield api, start
        assert api.violations == []
        assert api.refused == []


def asked_by_all(api, model):
    """Everybody asks while the model is at the first question; return their seats."""
    first, *others = [api.person(f"Адам {n}", "kk") for n, _ in enumerate(QUESTIONS)]
    before = model.asked
    first.types(QUESTIONS[0])
    api.world.wait_until(lambda: model.asked > before, 20, "the model at work")
    for seat, question in zip(others, QUESTIONS[1:], strict=True):
        seat.types(question)
    return first, others


def answered(seat):
    return [message for message in seat.sees() if message.buttons]


def test_while_many_wait_for_the_model_they_get_the_sources_words_and_read_why(pressed, model):
    api, start = pressed
    with start(bearable=2.5):
        first, others = asked_by_all(api, model)
        api.world.wait_until(lambda: all(map(answered, [first, *others])), 40, "every answer")
        brief = {text_of("telegram-brief", language) for language in ("kk", "ru")}
        are_brief = [any(line in answered(one)[0].shown for line in brief) for one in others]
        assert any(are_brief)
        assert not any(line in answered(first)[0].shown for line in brief)
        assert model.asked < len(QUESTIONS)


def test_where_even_that_is_long_each_reads_the_place_at_once_and_it_becomes_the_answer(
    pressed, model
):
    api, start = pressed
    with start(bearable=0.12):
        first, others = asked_by_all(api, model)
        told = text_of("telegram-busy", "kk", place=0).partition("0")[0]
        heard = [
            one for one in others if one.sees() or api.world.wait_until(one.sees, 20, "a line")
        ]
        assert heard == others
        api.world.wait_until(lambda: all(map(answered, [first, *others])), 40, "every answer")
        waited = [one for one in others if answered(one)[0].history]
        assert waited
        for one in waited:
            (message,) = one.sees()
            assert told in message.history[0].shown
            assert "[1]" in message.shown or message.buttons
