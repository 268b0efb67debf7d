"""A server of one's own that knows no rich messages: the same answer as HTML, found out once."""

import pytest

from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot

QUESTION = "Құрылтайда қанша депутат болады?"
RICH = ("sendRichMessage", "sendRichMessageDraft")


@pytest.fixture(scope="module")
def bot(fresh_home):
    with BotApi(is_old=True) as api, RunningBot(api, fresh_home()) as running:
        yield running


def ask(seat, text=QUESTION):
    return seat.waits_for(1, seat.types(text))[0]


def test_it_is_found_out_once_and_remembered_over_a_restart(bot):
    aru = bot.api.person("Ару", "kk")
    answer = ask(aru)
    assert "145" in answer.shown
    assert "[1]" in answer.shown
    assert any(one["type"] == "expandable_blockquote" for one in answer.content.entities)
    assert answer.buttons
    tried = len(bot.api.calls(*RICH))
    assert tried >= 1
    ask(aru)
    bot.stop()
    bot.start()
    ask(aru)
    assert len(bot.api.calls(*RICH)) == tried


def test_in_a_group_too(bot):
    (here,) = bot.api.group("Көршілер", bot.api.person("Ару", "kk"))
    asked = here.types(f"@atazan_test_bot {QUESTION}")
    (answer,) = here.waits_for(1, asked)
    assert "145" in answer.shown
    here.edits(asked, "@atazan_test_bot Қай тіл мемлекеттік тіл?")
    bot.api.world.wait_until(lambda: "145" not in answer.shown, 10, "the edited answer")
