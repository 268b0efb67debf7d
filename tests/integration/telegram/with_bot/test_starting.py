"""What keeps the bot from starting is one line."""

import subprocess
import sys

import pytest

from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.conftest import ROOT, environment

MISSING = """
import sys
sys.modules["aiogram"] = None
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "aiogram" else found(name, *rest)
from bot.__main__ import main
main()
"""


def test_without_a_token_it_says_where_to_get_one(atazan, tmp_path):
    done = atazan("bot", "--home", tmp_path)
    assert done.returncode == 1
    assert text_of("error-telegram-token-missing", "ru") in done.stderr


@pytest.mark.parametrize("token", ["oops", "42:not-the-token"], ids=["no token", "not this bot's"])
def test_with_a_token_that_is_not_valid_it_ends(atazan, fresh_home, token):
    with BotApi() as api:
        values = {"ATAZAN_TELEGRAM_TOKEN": token, "ATAZAN_TELEGRAM_API_URL": api.url}
        done = atazan("bot", "--home", fresh_home(), **values)
    assert done.returncode == 1
    assert text_of("error-telegram-token", "ru") in done.stderr
    assert token not in done.stderr.replace(text_of("error-telegram-token", "ru"), "")


def test_without_the_extra_it_says_which(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", MISSING, "bot", "--home", str(tmp_path)],
        capture_output=True, text=True, env=environment(ATAZAN_TELEGRAM_TOKEN="42:x"), cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    assert text_of("error-extra-missing", "ru", extra="telegram") in done.stderr


def test_feedback_of_a_bot_that_never_ran_is_none(atazan, tmp_path):
    done = atazan("feedback", "--home", tmp_path)
    assert done.returncode == 1
    assert "telegram.sqlite" in done.stderr
