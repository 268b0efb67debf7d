"""The bot against a Bot API server that others wrote, and that knows little of what it sends."""

import shutil

import pytest

from tests.bot_api.bot_process import BotProcess
from tests.bot_api.foreign import TOKEN, ForeignApi, missing
from tests.bot_api.html_entities import parse_html

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

ARU = 1_000_001


@pytest.fixture(scope="module")
def foreign():
    with ForeignApi() as running:
        yield running


@pytest.fixture(scope="module")
def bot(foreign, default_home, tmp_path_factory):
    folder = tmp_path_factory.mktemp("foreign")
    home = shutil.copytree(default_home, folder / "home")
    running = BotProcess(home, foreign.url, folder / "journal", TOKEN)
    running.start()
    yield running
    assert running.stop() == 0


def test_a_question_is_answered_as_html_where_rich_messages_are_unknown(foreign, bot):
    foreign.types(ARU, "Құрылтайда қанша депутат болады?")
    [message] = foreign.waits_for(ARU, 1)
    assert message["parse_mode"] == "HTML"
    plain, entities = parse_html(message["text"])
    assert "145" in plain
    assert "[1]" in plain
    assert "expandable_blockquote" in {entity["type"] for entity in entities}
    assert message["reply_markup"]["inline_keyboard"]


def test_what_is_unknown_there_is_tried_once_and_never_again(foreign, bot):
    foreign.types(ARU + 1, "Вице-президентті кім тағайындайды?")
    foreign.waits_for(ARU + 1, 1)
    foreign.types(ARU + 2, "Кто назначает вице-президента?")
    foreign.waits_for(ARU + 2, 1)
    assert len([method for method in foreign.calls if "Rich" in method]) == 1
    assert foreign.calls.count("sendMessageDraft") == 1


def test_a_greeting_comes_in_the_language_of_the_client(foreign, bot):
    foreign.types(ARU + 3, "/start")
    [message] = foreign.waits_for(ARU + 3, 1)
    plain, _ = parse_html(message["text"])
    assert "Сәлем" in plain
