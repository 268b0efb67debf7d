"""Models that are slow, lost or lie, behind the bot and behind a wire: the sources' own words answer."""

import json
import time
from contextlib import contextmanager

import pytest

from bot.answering.server import ServerModel
from bot.errors import GeneratorError
from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.integration.faults.conftest import KAZAKH, eventually, running_bot
from tests.integration.faults.wire import Wire
from tests.integration.telegram.with_bot.slow_model import SlowModel
from tests.ports import free_port

MESSAGES = [{"role": "user", "content": KAZAKH}]
EVENTS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


def event(record):
    return EVENTS + b"data: " + json.dumps(record).encode() + b"\n\n"


LIES = {
    "no HTTP": b"\xff\xfe\x00",
    "a list": event([1, 2]),
    "choices that are a text": event({"choices": "иә"}),
    "a piece that is a number": event({"choices": [{"delta": {"content": 145}}]}),
    "a number": event(145),
    "usage that is a list": event({"choices": [], "usage": [1]}),
}


@contextmanager
def dripping_server():
    """A server that says it is alive, and nothing else, for ever."""
    with SlowModel(pause=0.0) as model, Wire(model.address) as wire:
        wire.becomes("keeping alive", lie=EVENTS)
        yield wire.url


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_server_that_lies_is_a_model_that_is_lost(lie):
    with Wire("http://127.0.0.1:1/v1") as wire:
        wire.becomes("lying", lie=lie)
        model = ServerModel([wire.url])
        with pytest.raises(GeneratorError) as told:
            list(model.write(MESSAGES, None, 60))
        assert told.value.key == "error-generator-lost"
        model.close()


def test_a_server_that_only_says_it_is_alive_is_not_waited_for():
    with dripping_server() as url:
        model, begun = ServerModel([url], deadline=1.0), time.monotonic()
        with pytest.raises(GeneratorError):
            list(model.write(MESSAGES, None, 60))
        assert time.monotonic() - begun < 5
        model.close()


@pytest.fixture(scope="module")
def model():
    with SlowModel(pause=0.0) as running:
        yield running


@pytest.fixture(scope="module")
def wire(model):
    with Wire(model.address) as between:
        yield between


@pytest.fixture(scope="module")
def bot(module_home, model, wire):
    """A bot that writes with a model behind a wire, and lets it take two seconds."""
    values = {
        "ATAZAN_LLM_SERVERS": json.dumps([wire.url]),
        "ATAZAN_LLM_DEADLINE_S": "2",
        "ATAZAN_ANSWER_CACHE": "0",
    }
    with BotApi() as api, running_bot(module_home, api, **values) as running:
        yield running


def by_generator(bot, seat):
    """Ask; who wrote the answer, as the journal has it."""
    count = len(bot.events("answered"))
    (answer,) = seat.waits_for(1, seat.types(KAZAKH), timeout=30)
    assert "[1]" in answer.shown
    eventually(lambda: len(bot.events("answered")) > count)
    return bot.events("answered")[-1]["generator"]


STATES = {
    "slow": ("slow", {"seconds": 3}),
    "down": ("down", {}),
    "silent": ("silent", {}),
    "lying": ("lying", {"lie": event({"choices": "иә"})}),
}


@pytest.mark.parametrize(("state", "more"), STATES.values(), ids=STATES)
def test_whatever_becomes_of_the_server_the_bot_answers_and_comes_back_to_it(
    bot, wire, state, more
):
    seat = bot.api.person("Ару", "kk")
    wire.becomes(state, **more)
    assert by_generator(bot, seat) == "extractive"
    wire.becomes("sound")
    assert by_generator(bot, seat) == "server"


def test_a_model_file_that_is_none_leaves_the_answers_to_the_sources(home, tmp_path):
    garbage = tmp_path / "model.gguf"
    garbage.write_bytes(b"garbage" * 1000)
    with BotApi() as api, running_bot(home, api, ATAZAN_LLM_MODEL=str(garbage)) as bot:
        assert by_generator(bot, api.person("Ару", "kk")) == "extractive"


def test_a_model_file_that_is_not_there_is_told_before_anyone_asks(module_home, atazan, tmp_path):
    gone = str(tmp_path / "gone.gguf")
    named = {"ATAZAN_LLM_MODEL": gone, "ATAZAN_TELEGRAM_TOKEN": "1:a"}
    named |= {"ATAZAN_TELEGRAM_API_URL": f"http://127.0.0.1:{free_port()}"}
    done = atazan("bot", "--home", module_home, **named)
    assert done.returncode == 1
    assert text_of("error-model-missing", "ru", path=gone) in done.stderr
