"""Telegram brings updates: whoever does not know the secret, and what is too large, stays out."""

import json
import socket
import urllib.error
import urllib.request

import pytest

from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot

QUESTION = "Құрылтайда қанша депутат болады?"
SECRET = "a-secret-of-tests"


@pytest.fixture(scope="module")
def bot(fresh_home):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    values = {
        "ATAZAN_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "ATAZAN_TELEGRAM_WEBHOOK_PORT": str(port),
        "ATAZAN_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "ATAZAN_TELEGRAM_WEBHOOK_MAX_BYTES": "20000",
    }
    with BotApi() as api, RunningBot(api, fresh_home(), **values) as running:
        api.world.wait_until(lambda: api.world.webhook, 10, "a webhook")
        running.address = values["ATAZAN_TELEGRAM_WEBHOOK_URL"]
        yield running
        assert api.violations == []
        assert api.refused == []


@pytest.fixture
def aru(bot):
    return bot.api.person("Ару", "kk")


def post(bot, body, secret=SECRET, path=""):
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret}
    request = urllib.request.Request(bot.address + path, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def update(number, text="Құрылтай деген не?", person=77):
    sender = {"id": person, "is_bot": False, "first_name": "Ару"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": number, "date": 0, "chat": chat, "from": sender, "text": text}
    return json.dumps({"update_id": number, "message": message}).encode()


def test_a_question_that_is_brought_is_answered(aru):
    assert "145" in aru.waits_for(1, aru.types(QUESTION))[0].shown


KEPT_OUT = {
    "without the secret": (update(1), "", "", 403),
    "with another secret": (update(1), "another", "", 403),
    "with letters that no header has": (update(1), "құпия".encode().decode("latin-1"), "", 403),
    "elsewhere": (update(1), SECRET, "/else", 404),
    "too large": (update(1, "а" * 20_000), SECRET, "", 413),
    "no JSON": (b"{", SECRET, "", 400),
    "no update": (b"[]", SECRET, "", 400),
    "a depth that no update has": (b"[" * 9_000, SECRET, "", 400),
}


@pytest.mark.parametrize(("body", "secret", "path", "status"), KEPT_OUT.values(), ids=KEPT_OUT)
def test_what_is_not_telegram_s_stays_out(bot, body, secret, path, status):
    assert post(bot, body, secret, path) == status


def test_an_update_is_taken_once_however_often_it_is_brought(bot):
    seat = bot.api.person("Ару", "kk", 77)
    seat.chat.is_started = True
    assert [post(bot, update(2, "/privacy")) for _ in range(3)] == [200] * 3
    seat.world.wait_until(lambda: seat.sees(), 10, "an answer")
    post(bot, update(3, QUESTION))
    seat.world.wait_until(lambda: "145" in seat.sees()[-1].shown, 10, "the next answer")
    assert len(seat.sees()) == 2


def test_what_comes_while_the_bot_is_away_is_answered_when_it_is_back(bot, aru):
    bot.kill()
    aru.types(QUESTION)
    bot.start()
    (answer,) = aru.waits_for(1, timeout=30)
    assert "145" in answer.shown
