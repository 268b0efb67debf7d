"""Redis behind a wire that is slow, cut or lies: questions wait, and are answered when it is well."""

import pytest

from tests.bot_api import BotApi
from tests.integration.faults.conftest import KAZAKH, eventually, running_bot
from tests.integration.faults.wire import Wire
from tests.redis_server import RedisServer, needs_redis

pytestmark = needs_redis
STATES = {
    "slow": ("slow", {"seconds": 0.2}),
    "down": ("down", {}),
    "silent": ("silent", {}),
    "lying": ("lying", {"lie": b"\xff\xfe\x00garbage\r\n"}),
    "full": ("lying", {"lie": b"-MISCONF Redis is configured to save RDB snapshots\r\n"}),
}


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def wire(redis):
    with Wire(redis.url) as between:
        yield between


@pytest.fixture(scope="module")
def bot(module_home, wire):
    with BotApi() as api, running_bot(module_home, api, ATAZAN_REDIS_URL=wire.url) as running:
        yield running


@pytest.mark.parametrize(("state", "more"), STATES.values(), ids=STATES)
def test_whatever_becomes_of_redis_the_question_is_answered_once(bot, wire, state, more):
    seat = bot.api.person("Ару", "kk")
    wire.becomes(state, **more)
    met = wire.met
    seat.types(KAZAKH)
    eventually(lambda: wire.met > met)
    assert bot.is_running, bot.log[-5:]
    wire.becomes("sound")
    (answer,) = seat.waits_for(1, timeout=40)
    assert "145" in answer.shown
    assert bot.is_running
