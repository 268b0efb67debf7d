"""What an admin does: figures, a corpus read anew, an outage."""

import sqlite3
import time
from contextlib import closing

import pytest

from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.conftest import write_documents
from tests.integration.telegram.with_bot.conftest import ADMIN
from tests.integration.telegram.with_bot.running_bot import RunningBot


@pytest.fixture
def admin(town):
    return town.api.person("Әкімші", "kk", ADMIN)


def said(seat, text):
    return seat.waits_for(1, seat.types(text))[0].shown


def test_figures_are_counted(admin, aru):
    said(aru, "Құрылтайда қанша депутат болады?")
    told = said(admin, "/stats")
    assert text_of("telegram-stat-doubles", "kk", count=0) in told
    assert text_of("telegram-stat-too-fast", "kk", count=0) in told


def test_documents_that_were_added_meanwhile_are_found_after_a_reload(
    town, atazan, admin, aru, tmp_path
):
    question = "Белгі7х қай құжатта бар?"
    assert "белгі7х" not in said(aru, question)
    added = atazan("corpus", "add", write_documents(tmp_path / "in", 9), "--home", town.home)
    assert added.returncode == 0
    assert text_of("telegram-reloaded", "kk", count=1).split("1")[0] in said(admin, "/reload")
    assert "белгі7х" in said(aru, question)


def test_in_an_outage_questions_are_told_so_until_it_is_over(admin, aru):
    question = "Құрылтайда қанша депутат болады?"
    assert said(admin, "/outage on") == text_of("telegram-outage-on", "kk")
    try:
        assert said(aru, question) == text_of("telegram-outage", "kk")
    finally:
        over = said(admin, "/outage off")
    assert over == text_of("telegram-outage-off", "kk")
    assert "145" in said(aru, question)


def test_documents_that_were_added_meanwhile_come_also_by_themselves(fresh_home, atazan, tmp_path):
    with BotApi() as api, RunningBot(api, fresh_home(), ATAZAN_LOOK_EVERY_S="0.2") as bot:
        added = atazan("corpus", "add", write_documents(tmp_path / "in", 9), "--home", bot.home)
        assert added.returncode == 0
        deadline = time.monotonic() + 30
        while pending_in(bot.home) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert pending_in(bot.home) == 0
        seat = api.person("Ару", "kk")
        assert "белгі7х" in said(seat, "Белгі7х қай құжатта бар?")


def pending_in(home):
    """How many Documents the bot's vectors, in Chroma, do not have yet."""
    with closing(sqlite3.connect(home / "catalogue.sqlite")) as connection:
        (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
        (held,) = connection.execute(
            "SELECT count(*) FROM indexed WHERE channel = 'dense'"
        ).fetchone()
    return documents - held
