"""What an operator's commands say where the bot keeps its state on a Redis server."""

import asyncio
import json
import shutil

import pytest

from bot.settings import Settings
from bot.telegram.answers import KeptAnswer
from bot.telegram.state import open_state
from corpus.document import Language
from prompts.messages import message
from tests.redis_server import RedisServer, needs_redis

pytestmark = needs_redis
PASSWORD = "a-password-of-tests"
TOKEN = "7:token"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with RedisServer(tmp_path_factory.mktemp("redis")) as running:
        yield running


@pytest.fixture
def home(default_home, tmp_path):
    """A data folder that a test may leave something in."""
    return shutil.copytree(default_home, tmp_path / "home")


@pytest.fixture
def settings(server):
    """The environment of a program that uses the server."""
    return {"ATAZAN_REDIS_URL": server.url, "ATAZAN_TELEGRAM_TOKEN": TOKEN}


def test_doctor_finds_a_server_that_logs_every_change_well(atazan, default_home, settings):
    done = atazan("doctor", "--home", default_home, **settings)
    assert done.returncode == 0, done.stdout
    for key in ("doctor-redis", "doctor-redis-log", "doctor-redis-memory"):
        assert f"+ {message(key, 'ru')}: {message('doctor-ok', 'ru')}" in done.stdout


FAULTS = {
    "no log": (("appendonly", "no"), ("appendonly", "yes"), "doctor-redis-log"),
    "it forgets": (("maxmemory-policy", "allkeys-lru"), ("maxmemory-policy", "noeviction"), "doctor-redis-memory"),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "right", "key"), FAULTS.values(), ids=FAULTS)
def test_doctor_names_the_command_that_mends_the_server(
    atazan, default_home, settings, server, wrong, right, key
):
    server.ask("CONFIG", "SET", *wrong)
    done = atazan("doctor", "--home", default_home, **settings)
    server.ask("CONFIG", "SET", *right)
    assert done.returncode == 1
    assert f"- {message(key, 'ru')}: {message('doctor-missing', 'ru')}" in done.stdout
    assert f"redis-cli config set {' '.join(right)}" in done.stdout


@pytest.mark.parametrize("command", [("doctor",), ("feedback",), ("bot",)], ids=" ".join)
def test_a_server_that_is_away_is_told_without_its_password(atazan, home, command):
    address = f"redis://:{PASSWORD}@127.0.0.1:1/0"
    settings = {"ATAZAN_REDIS_URL": address, "ATAZAN_TELEGRAM_TOKEN": "7:AAEtoken-of-tests-00000000000000000000"}  # fmt: skip
    done = atazan(*command, "--home", home, **settings)
    assert done.returncode == 1
    assert "ConnectionError" in done.stdout + done.stderr
    assert PASSWORD not in done.stdout + done.stderr


def test_an_address_that_is_none_is_told_without_its_password(atazan, default_home):
    settings = {"ATAZAN_REDIS_URL": f"http://:{PASSWORD}@host", "ATAZAN_TELEGRAM_TOKEN": TOKEN}
    done = atazan("feedback", "--home", default_home, **settings)
    assert done.returncode == 1
    assert message("error-redis-url", "ru") in done.stderr
    assert PASSWORD not in done.stdout + done.stderr


def test_a_backup_says_what_is_not_in_it(atazan, default_home, settings, tmp_path):
    done = atazan("backup", tmp_path / "b.zip", "--home", default_home, **settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert message("backup-without-redis", "ru") in done.stdout
    without = atazan("backup", tmp_path / "c.zip", "--home", default_home)
    assert message("backup-without-redis", "ru") not in without.stdout


def test_feedback_comes_from_the_server_without_personal_data(
    atazan, default_home, settings, server
):
    asyncio.run(_say_something(Settings(home=default_home, redis_url=server.url, telegram_token=TOKEN)))  # fmt: skip
    ratings = atazan("feedback", "--home", default_home, **settings).stdout.splitlines()
    assert list(map(json.loads, ratings)) == [
        {"question": "Телефоным […], ол қайда?", "language": "kk", "reason": "wrong"}
    ]
    comments = atazan("feedback", "--comments", "--home", default_home, **settings).stdout
    assert json.loads(comments) == {"comment": "Жақсы бот", "language": "kk"}


async def _say_something(settings):
    answer = KeptAnswer("name", 7, 7, 1, "Телефоным 87011234567, ол қайда?", Language.KK)
    async with open_state(settings) as state:
        await state.feedback.rate(answer, 7, is_good=False, reason="wrong")
        await state.feedback.rate(answer, 8, is_good=True)
        await state.feedback.comment(7, Language.KK, "Жақсы бот")
