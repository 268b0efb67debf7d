"""Updates: how they are fetched, confirmed, posted, and what makes them."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from aiohttp import web

from tests.bot_api.plain_calls import call
from tests.bot_api.webhook import SECRET_HEADER


def fetch(api, **given):
    response = call(api, "getUpdates", **given)
    assert response["ok"], response
    return response["result"]


def texts(updates):
    return [update["message"]["text"] for update in updates]


@pytest.fixture
def aru(api):
    return api.person("Ару", "kk")


def test_updates_stay_until_a_later_offset_confirms_them(api, aru):
    for text in ("бір", "екі", "үш"):
        aru.types(text)
    first = fetch(api)
    assert texts(first) == ["бір", "екі", "үш"]
    assert fetch(api) == first
    assert texts(fetch(api, offset=first[1]["update_id"])) == ["екі", "үш"]
    assert fetch(api, offset=first[2]["update_id"] + 1) == []
    assert fetch(api) == []


def test_a_negative_offset_leaves_the_last_ones(api, aru):
    for text in ("бір", "екі", "үш"):
        aru.types(text)
    assert texts(fetch(api, offset=-2)) == ["екі", "үш"]
    assert texts(fetch(api)) == ["екі", "үш"]


def test_a_limit_bounds_what_comes_at_once(api, aru):
    for text in ("бір", "екі"):
        aru.types(text)
    assert texts(fetch(api, limit=1)) == ["бір"]


def test_a_poll_waits_for_news_and_no_longer(api, aru):
    with ThreadPoolExecutor(1) as pool:
        polling = pool.submit(fetch, api, timeout=20)
        time.sleep(0.1)
        assert not polling.done()
        aru.types("сәлем")
        assert texts(polling.result(5)) == ["сәлем"]
    begun = time.monotonic()
    assert fetch(api, offset=10**9, timeout=1) == []
    assert 0.9 < time.monotonic() - begun < 5


def test_of_two_pollers_the_first_is_turned_out(api, aru):
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(call, api, "getUpdates", timeout=20)
        time.sleep(0.2)
        second = pool.submit(call, api, "getUpdates", timeout=20)
        assert first.result(5)["error_code"] == 409
        assert first.result()["description"].startswith("Conflict: terminated by other getUpdates")
        aru.types("сәлем")
        assert texts(second.result(5)["result"]) == ["сәлем"]


def test_a_repeated_update_comes_again_though_it_was_confirmed(api, aru):
    aru.types("бір")
    [update] = fetch(api)
    offset = update["update_id"] + 1
    assert fetch(api, offset=offset) == []
    api.repeat(update["update_id"])
    assert fetch(api, offset=offset) == [update]
    assert fetch(api, offset=offset) == []


def test_only_the_kinds_that_are_wanted_come_about(api, aru):
    fetch(api, allowed_updates=["message"])
    aru.types("бір")
    aru.blocks()
    assert [set(update) - {"update_id"} for update in fetch(api)] == [{"message"}]


def test_what_people_do_becomes_updates(api, aru):
    typed = aru.types("/start@atazan_test_bot сәлем #заң")
    aru.edits(typed, "басқа")
    aru.asks_inline("құрылтай")
    aru.sends("voice")
    aru.blocks()
    start, edited, inline, voice, member = fetch(api)
    assert [one["type"] for one in start["message"]["entities"]] == ["bot_command", "hashtag"]
    assert start["message"]["from"]["language_code"] == "kk"
    assert (edited["edited_message"]["text"], edited["edited_message"]["message_id"]) == (
        "басқа",
        typed.number,
    )
    assert inline["inline_query"]["query"] == "құрылтай"
    assert voice["message"]["voice"]["duration"] == 3
    assert member["my_chat_member"]["new_chat_member"]["status"] == "kicked"


def test_in_a_group_a_bot_hears_only_what_is_said_to_it(api, aru):
    [seat] = api.group("Топ", aru)
    for text in ("жай сөз", "/help", "@atazan_test_bot сұрақ"):
        seat.types(text)
    sent = call(api, "sendMessage", chat_id=seat.chat.id, text="x")["result"]["message_id"]
    seat.types("жауап", reply_to=seat.chat.find(sent))
    heard = fetch(api)
    assert texts(heard) == ["/help", "@atazan_test_bot сұрақ", "жауап"]
    assert heard[-1]["message"]["reply_to_message"]["message_id"] == sent


class Hook:
    """A bot that is posted to: it answers with the statuses in their order, then with 200."""

    def __init__(self, *statuses):
        self.statuses = list(statuses)
        self.got = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)

    def __enter__(self):
        self.thread.start()
        self.port = asyncio.run_coroutine_threadsafe(self.start(), self.loop).result(10)
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self.runner.cleanup(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def start(self):
        app = web.Application()
        app.router.add_post("/hook", self.take)
        self.runner = web.AppRunner(app, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return self.runner.addresses[0][1]

    async def take(self, request):
        status = self.statuses.pop(0) if self.statuses else 200
        text = (await request.json())["message"]["text"]
        self.got.append((status, text, request.headers.get(SECRET_HEADER)))
        return web.Response(status=status)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/hook"


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_webhook_gets_each_update_with_the_secret_and_in_order(api, aru):
    with Hook() as hook:
        assert call(api, "setWebhook", url=hook.url, secret_token="s3cret")["ok"]
        for text in ("бір", "екі", "үш"):
            aru.types(text)
        wait_until(lambda: len(hook.got) == 3)
        assert hook.got == [(200, text, "s3cret") for text in ("бір", "екі", "үш")]
        wait_until(lambda: call(api, "getWebhookInfo")["result"]["pending_update_count"] == 0)


def test_a_webhook_that_fails_is_asked_again(api, aru):
    with Hook(500, 404) as hook:
        call(api, "setWebhook", url=hook.url)
        aru.types("бір")
        wait_until(lambda: len(hook.got) == 3)
        assert [status for status, *_ in hook.got] == [500, 404, 200]
        info = call(api, "getWebhookInfo")["result"]
        assert info["last_error_message"].startswith("Wrong response from the webhook: 404")


def test_polling_and_a_webhook_exclude_each_other(api, aru):
    with Hook() as hook:
        call(api, "setWebhook", url=hook.url)
        refused = call(api, "getUpdates")
        assert refused["error_code"] == 409
        assert "webhook is active" in refused["description"]
        call(api, "deleteWebhook")
        aru.types("бір")
        assert texts(fetch(api)) == ["бір"]
        assert hook.got == []


def test_what_a_webhook_never_took_is_there_for_polling(api, aru):
    with Hook(*[500] * 99) as hook:
        call(api, "setWebhook", url=hook.url)
        aru.types("бір")
        wait_until(lambda: hook.got)
        call(api, "deleteWebhook")
        time.sleep(0.5)
        assert texts(fetch(api)) == ["бір"]


WEBHOOKS = {
    "without TLS elsewhere": ({"url": "http://example.com/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    "no address": ({"url": "x"}, "bad webhook: invalid webhook URL specified"),
    "a secret with a space": ({"url": "https://x.kz", "secret_token": "a b"}, "secret token contains unallowed characters"),
    "too many connections": ({"url": "https://x.kz", "max_connections": 101}, "bad webhook: max_connections must be between 1 and 100"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "reason"), WEBHOOKS.values(), ids=WEBHOOKS)
def test_webhooks_that_telegram_would_refuse(api, given, reason):
    assert call(api, "setWebhook", **given)["description"] == f"Bad Request: {reason}"
