"""The catalogue and the bot's own database: held by another program, or damaged under a bot that runs."""

import sqlite3
from contextlib import closing, contextmanager

import pytest

from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.integration.faults.conftest import KAZAKH, RUSSIAN, running_bot


@pytest.fixture(scope="module")
def bot(module_home):
    with BotApi() as api, running_bot(module_home, api) as running:
        yield running


@contextmanager
def held(file):
    """Another program that writes to a database, and takes its time."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_catalogue_that_another_program_writes_to_keeps_nobody_waiting(bot):
    seat = bot.api.person("Ару", "kk")
    with held(bot.home / "catalogue.sqlite"):
        (answer,) = seat.waits_for(1, seat.types(KAZAKH))
        assert "145" in answer.shown


def test_a_database_of_the_bot_that_another_program_holds_is_waited_for(bot):
    seat = bot.api.person("Ару", "kk")
    with held(bot.home / "telegram.sqlite"):
        asked = seat.types(KAZAKH)
        with pytest.raises(TimeoutError):
            seat.waits_for(1, asked, timeout=1)
    (answer,) = seat.waits_for(1, asked, timeout=30)
    assert "145" in answer.shown


def test_of_a_catalogue_that_is_damaged_under_the_bot_people_are_told_kindly(bot):
    file = bot.home / "catalogue.sqlite"
    with closing(sqlite3.connect(file)) as catalogue:
        catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as pages:
        pages.write(b"\xff" * file.stat().st_size)
    aru, ivan = bot.api.person("Ару", "kk"), bot.api.person("Иван", "ru")
    aru.types(KAZAKH + " Ал Президент?")
    ivan.types(RUSSIAN + " А Президент?")
    for seat, language in ((aru, "kk"), (ivan, "ru")):
        (told,) = seat.waits_for(1, timeout=40)
        assert told.shown == text_of("telegram-failed", language)
    assert bot.is_running
    assert {one["fault"] for one in bot.events("fault")} == {"DamagedCatalogueError"}
