"""Homes that a test may spoil, and bots with a wire between them and their servers."""

import shutil
import time
from contextlib import contextmanager

import pytest

from tests.bot_api import BotApi
from tests.integration.faults.wire import Wire
from tests.integration.telegram.with_bot.running_bot import RunningBot
from tests.ports import free_port

KAZAKH = "Құрылтайда қанша депутат болады?"
RUSSIAN = "Сколько депутатов будет в Курултае?"


@pytest.fixture
def home(default_home, tmp_path):
    """A home with the default corpus that a test may damage."""
    return shutil.copytree(default_home, tmp_path / "home")


def eventually(condition, seconds=30):
    """Wait until something is so, and return it."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)
    return found


@contextmanager
def running_bot(home, api, url=None, **values):
    """A bot over a home, and the port of its figures; `url` is where it finds the Bot API."""
    port = free_port()
    settings = {"ATAZAN_TELEGRAM_METRICS_PORT": str(port)} | values
    if url:
        settings["ATAZAN_TELEGRAM_API_URL"] = url
    with RunningBot(api, home, **settings) as bot:
        bot.port = port
        yield bot


@pytest.fixture(scope="module")
def module_home(default_home, tmp_path_factory):
    return shutil.copytree(default_home, tmp_path_factory.mktemp("faults") / "home")


@pytest.fixture(scope="module")
def wired(module_home):
    """A bot that speaks with the Bot API through a wire."""
    with BotApi() as api, Wire(api.url) as wire, running_bot(module_home, api, wire.url) as bot:
        bot.wire = wire
        yield bot


@pytest.fixture
def aru(wired):
    return wired.api.person("Ару", "kk")


@pytest.fixture
def ivan(wired):
    return wired.api.person("Иван", "ru")
