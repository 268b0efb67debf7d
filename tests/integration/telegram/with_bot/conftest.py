"""A town in which the bot runs: one process for most tests; its people are strangers."""

import shutil
from itertools import count

import pytest

from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot

ADMIN = 999_000_001


@pytest.fixture(scope="session")
def fresh_home(default_home, tmp_path_factory):
    """Makes a home with the default corpus, indexed, in which no bot has run."""

    def make():
        home = tmp_path_factory.mktemp("bot") / "home"
        return shutil.copytree(default_home, home)

    return make


@pytest.fixture(scope="session")
def town(fresh_home):
    """A server and a bot that runs; at the end nothing was too fast, and nothing malformed."""
    with BotApi() as api, RunningBot(api, fresh_home(), ATAZAN_TELEGRAM_ADMINS=f"[{ADMIN}]") as bot:
        yield bot
        assert api.violations == []
        assert api.refused == []


_numbers = count(5_000_001)


@pytest.fixture
def aru(town):
    """Somebody who speaks Kazakh, and whom the bot has not met."""
    return town.api.person("Ару", "kk", next(_numbers))


@pytest.fixture
def ivan(town):
    """Somebody who speaks Russian, and whom the bot has not met."""
    return town.api.person("Иван", "ru", next(_numbers))
