"""Secrets stand nowhere: not in the journal, errors, figures, files, what `doctor` says, or `ps`."""

import json
import shutil
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.settings import Settings
from tests.bot_api import BotApi
from tests.integration.faults.conftest import KAZAKH, eventually, running_bot
from tests.integration.faults.wire import Wire

KEY = "sk-known-key-4f1c"
WRONG = "known-secret-" * 30
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno"


@pytest.fixture
def home(default_home, tmp_path):
    return shutil.copytree(default_home, tmp_path / "home")


def bytes_of(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_nothing_that_the_bot_says_or_writes_holds_a_secret(home, atazan):
    with BotApi() as api, Wire(api.url) as wire, Wire("http://127.0.0.1:1/v1") as model:
        model.becomes("lying", lie=_PAGE)
        secrets = {"ATAZAN_LLM_API_KEY": KEY, "ATAZAN_TELEGRAM_TOKEN": api.token}
        servers = {"ATAZAN_LLM_SERVERS": json.dumps([model.url]), "ATAZAN_LLM_DEADLINE_S": "2"}
        with running_bot(home, api, wire.url, **secrets, **servers) as bot:
            seat = api.person("Ару", "kk")
            assert "145" in seat.waits_for(1, seat.types(KAZAKH), timeout=30)[0].shown
            wire.becomes("lying", lie=_PAGE)
            eventually(lambda: bot.events("telegram not reached"))
            wire.becomes("sound")
            listed = Path(f"/proc/{bot.pid}/cmdline").read_bytes()
            with urlopen(f"http://127.0.0.1:{bot.port}/metrics", timeout=10) as reply:
                figures = reply.read()
            told = atazan("doctor", "--home", home, **secrets, **servers)
        said = "".join(bot.log) + told.stdout + told.stderr
    assert model.met
    assert told.returncode == 1
    for secret in (KEY, api.token, api.token.partition(":")[2]):
        assert secret not in said
        assert secret.encode() not in listed + figures
        assert [file for file, held in bytes_of(home).items() if secret.encode() in held] == []


FAULTS = {
    "a token that is none": {"TELEGRAM_TOKEN": WRONG},
    "a token that nobody gave": {"TELEGRAM_TOKEN": "1:known-secret-"},
    "a secret that is too long": {"TELEGRAM_TOKEN": "1:a", "TELEGRAM_WEBHOOK_SECRET": WRONG},
    "an address of Redis that is none": {"TELEGRAM_TOKEN": "1:a", "REDIS_URL": f"x://:{WRONG}@h"},
}


@pytest.mark.parametrize("values", FAULTS.values(), ids=FAULTS)
def test_an_error_about_a_secret_does_not_tell_it(home, atazan, values):
    with BotApi() as api:
        named = {f"ATAZAN_{name}": value for name, value in values.items()}
        done = atazan("bot", "--home", home, ATAZAN_TELEGRAM_API_URL=api.url, **named)
    assert done.returncode == 1
    assert "known-secret" not in done.stdout + done.stderr


def test_every_secret_is_one_that_the_program_does_not_print():
    secret = Settings(home=Path("/"), telegram_token="1:known", llm_api_key=KEY)
    assert "known" not in repr(secret)
