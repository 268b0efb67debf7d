"""Data folders that older programs have left: what stands in them is kept, and answers again.

The dumps in releases/ were made by those programs (their commits stand in the first line), each
with two Documents; the bot of the last was killed while it answered a question.
"""

import asyncio
import json
import sqlite3
import time
from contextlib import closing

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from bot.telegram.sqlite.database import Database
from bot.wiring import build_application
from corpus.catalogue import Catalogue
from corpus.database import SCHEMA_VERSION
from tests.bot_api import BotApi
from tests.conftest import ROOT
from tests.integration.telegram.with_bot.running_bot import RunningBot

RELEASES = ROOT / "tests" / "integration" / "releases"
CATALOGUES = {"first": "2026-11-20", "second": "2026-11-21", "third": "2026-11-28"}
QUESTION = "Өтініш тегін қарала ма?"
# The person whose question was open when the bot of 2026-11-28 was killed.
PERSON = 5_000_001

# Every setting that a release knew, as an operator may have written it.
SETTINGS = {
    "2026-11-20": """
        language = "kk"
        answer_threshold = 0.4
    """,
    "2026-11-21": """
        language = "kk"
        answer_threshold = 0.4
        chroma_collection = "passages"
        fetch_private_addresses = false
        llm_mode = "quotes"
        llm_prompt_tokens = 600
        llm_threads = 2
        llm_deadline_s = 60
        llm_server_model = "m"
        reranker_budget_ms = 800
        sources = []
    """,
    "2026-11-28": """
        language = "kk"
        answer_threshold = 0.4
        answer_cache = 1000
        fetch_private_addresses = false
        telegram_admins = [1]
        telegram_grace_s = 10
        telegram_in_memory = 200
        telegram_metrics_host = "127.0.0.1"
        telegram_questions_per_day = 200
        telegram_questions_per_minute = 6
        telegram_queue = 3
        telegram_retention_days = 30
        telegram_running = 2
        telegram_webhook_host = "127.0.0.1"
        telegram_webhook_port = 8080
        telegram_webhook_max_bytes = 1048576
    """,
}


def restore(release, name, home):
    """Make the database that a release has left."""
    home.mkdir(exist_ok=True)
    with closing(sqlite3.connect(home / f"{name}.sqlite")) as connection:
        connection.executescript((RELEASES / f"{release}-{name}.sql").read_text(encoding="utf-8"))


def set_version(file, version):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def schema(file):
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows if sql}


@pytest.mark.parametrize("release", CATALOGUES.values(), ids=CATALOGUES)
def test_a_catalogue_of_every_release_becomes_as_one_that_is_made_today(release, tmp_path):
    restore(release, "catalogue", tmp_path)
    upgraded = Catalogue(tmp_path / "catalogue.sqlite")
    assert [document.id for document in upgraded] == ["kk", "ru"]
    assert upgraded.damaged() == []
    assert upgraded.provenance is not None
    upgraded.close()
    Catalogue(tmp_path / "new.sqlite").close()
    assert schema(tmp_path / "catalogue.sqlite") == schema(tmp_path / "new.sqlite")


@pytest.mark.parametrize("release", CATALOGUES.values(), ids=CATALOGUES)
def test_what_was_indexed_otherwise_is_indexed_anew_at_the_first_question(
    atazan, release, tmp_path
):
    restore(release, "catalogue", tmp_path)
    (tmp_path / "atazan.toml").write_text(SETTINGS[release].replace("  ", ""), encoding="utf-8")
    old = tmp_path / "index" / "lexical"
    (old / "1.1").mkdir(parents=True)
    for left in ("meta.json", ".managed.json", "1.1/meta.json"):
        (old / left).write_text("{}", encoding="utf-8")
    done = atazan("ask", "--json", QUESTION, "--home", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1
    assert "Обновляю индекс" in done.stderr
    answer = json.loads(done.stdout)
    assert (answer["status"], answer["citations"][0]["document"]) == ("answered", "kk")
    assert len(list(old.iterdir())) == 1
    assert build_application(Settings(home=tmp_path)).is_whole()


def test_documents_are_known_by_where_they_came_from_after_an_upgrade(atazan, tmp_path):
    home, texts = tmp_path / "home", tmp_path / "texts"
    restore("2026-11-20", "catalogue", home)
    texts.mkdir()
    with closing(sqlite3.connect(home / "catalogue.sqlite")) as connection, connection:
        rows = connection.execute("SELECT id, text FROM documents").fetchall()
        for document_id, text in rows:
            (texts / f"{document_id}.txt").write_text(text, encoding="utf-8")
            place = str(texts / f"{document_id}.txt")
            connection.execute("UPDATE documents SET source = ? WHERE id = ?", (place, document_id))
    done = atazan("corpus", "add", texts, "--home", home)
    assert done.returncode == 0, done.stderr
    assert "Добавлено: 0, заменено: 0, без изменений: 2" in done.stdout


def test_a_question_that_was_open_when_the_older_bot_was_stopped_is_answered(tmp_path):
    for name in ("catalogue", "telegram"):
        restore("2026-11-28", name, tmp_path)
    with closing(sqlite3.connect(tmp_path / "telegram.sqlite")) as connection, connection:
        connection.execute("UPDATE inbox SET received_at = ?", (time.time(),))
    with BotApi() as api:
        seat = api.person("Ару", "kk", PERSON)
        for _ in range(4):  # Telegram brings once more what the older bot had taken
            seat.types("Сәлем")
        seat.types(QUESTION)
        with RunningBot(api, tmp_path):
            api.world.wait_until(lambda: len(bot_messages(seat)) == 2, 30, "two answers")
            first, second = bot_messages(seat)
            assert "он бес" in first
            assert "тегін" in second
        assert api.violations == []


def bot_messages(seat):
    return [message.shown for message in seat.sees() if "[1]" in message.shown]


def test_a_program_refuses_a_catalogue_of_a_newer_one_and_leaves_it_as_it_is(atazan, tmp_path):
    restore("2026-11-28", "catalogue", tmp_path)
    set_version(tmp_path / "catalogue.sqlite", SCHEMA_VERSION + 1)
    before = schema(tmp_path / "catalogue.sqlite")
    done = atazan("ask", QUESTION, "--home", tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "создан более новой версией: обновите atazan" in done.stderr
    assert schema(tmp_path / "catalogue.sqlite") == before


def test_a_bot_refuses_what_a_newer_one_has_kept(tmp_path):
    restore("2026-11-28", "telegram", tmp_path)
    set_version(tmp_path / "telegram.sqlite", 99)
    with pytest.raises(SettingsError) as error:
        asyncio.run(Database.open(tmp_path / "telegram.sqlite"))
    assert error.value.key == "error-telegram-database-newer"


def test_a_threshold_of_the_first_release_is_refused_by_its_name(atazan, tmp_path):
    (tmp_path / "atazan.toml").write_text("answer_threshold = 1.5\n", encoding="utf-8")
    done = atazan("ask", QUESTION, "--home", tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "answer_threshold" in done.stderr
