"""The disk is full: what is asked waits at Telegram, what was answered is recorded once there is room."""

import sqlite3
from contextlib import closing
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.bot_api import BotApi
from tests.integration.faults.conftest import KAZAKH, RUSSIAN, eventually, running_bot
from tests.integration.faults.disk import small_disk


@pytest.fixture(scope="module")
def disk(default_home, tmp_path_factory):
    with small_disk(tmp_path_factory.mktemp("small") / "disk", default_home) as made:
        yield made


@pytest.fixture(scope="module")
def bot(disk):
    with BotApi() as api, running_bot(disk.folder / "home", api) as running:
        yield running
        assert api.violations == []


def told(bot, path):
    try:
        with urlopen(f"http://127.0.0.1:{bot.port}{path}", timeout=10) as reply:
            return reply.status, reply.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_what_is_asked_while_the_disk_is_full_is_answered_when_there_is_room(bot, disk):
    aru, ivan = bot.api.person("Ару", "kk"), bot.api.person("Иван", "ru")
    disk.fill(bot.pid)
    aru.types(KAZAKH)
    ivan.types(RUSSIAN)
    assert eventually(lambda: bot.events("disk takes nothing"))
    assert told(bot, "/readyz") == (503, "the disk takes nothing\n")
    assert told(bot, "/healthz")[0] == 200
    assert "atazan_disk_stuck 1.0" in told(bot, "/metrics")[1]
    assert (aru.sees(), ivan.sees()) == ([], [])
    disk.free(bot.pid)
    for seat in (aru, ivan):
        (answer,) = seat.waits_for(1, timeout=30)
        assert "145" in answer.shown
    assert eventually(lambda: told(bot, "/readyz")[0] == 200)
    assert bot.events("disk takes again")


def test_an_answer_that_was_sent_when_the_disk_filled_is_not_sent_twice(bot, disk):
    aru = bot.api.person("Ару", "kk")
    bot.api.fault("delay", "sendRichMessage", seconds=1.5)
    aru.types(KAZAKH)
    eventually(lambda: "sending" in _states(disk))
    disk.fill(bot.pid)
    (answer,) = aru.waits_for(1, timeout=30)
    assert "145" in answer.shown
    assert eventually(lambda: bot.events("disk takes nothing"))
    disk.free(bot.pid)
    eventually(lambda: "atazan_updates_open 0.0" in told(bot, "/metrics")[1])
    assert len(aru.sees()) == 1
    assert "atazan_possible_doubles 0.0" in told(bot, "/metrics")[1]


def _states(disk):
    file = f"file:{disk.folder}/home/telegram.sqlite?mode=ro"
    with closing(sqlite3.connect(file, uri=True)) as database:
        return [state for (state,) in database.execute("SELECT state FROM inbox")]
