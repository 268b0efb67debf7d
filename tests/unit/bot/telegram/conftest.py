"""Tests that are coroutines run in a loop whose time leaps: nothing is waited for in vain."""

import asyncio
import inspect
from itertools import count

import pytest

from bot.settings import Settings
from bot.telegram.sqlite.database import Database
from bot.telegram.state import open_state
from tests.redis_server import RedisServer, needs_redis

_bots = count(1)
# Fixtures of tests in which something happens outside the loop, and takes its time.
_TAKE_TIME = {"opened", "opened_in_file", "opened_file", "own_redis"}


class LeapingLoop(asyncio.SelectorEventLoop):
    """A loop in which the next moment that something is to happen comes at once."""

    def __init__(self):
        super().__init__()
        self._now = 0.0

    def time(self):
        return self._now

    def _run_once(self):
        if not self._ready and self._scheduled:
            self._now = max(self._now, self._scheduled[0].when())
        super()._run_once()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    factory = None if _TAKE_TIME & arguments.keys() else LeapingLoop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(pyfuncitem.obj(**arguments))
    return True


@pytest.fixture
def home(tmp_path):
    """The data folder of a bot."""
    return tmp_path


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory):
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def own_redis(tmp_path):
    """A server for one test, which may end it."""
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture(params=["a file", pytest.param("a server", marks=needs_redis)])
def opened(request, home):
    """Opens what a bot keeps, as one that starts does: `async with opened() as state`."""
    if request.param == "a file":
        return lambda: open_state(Settings(home=home))
    url = request.getfixturevalue("redis_server").url
    bot = next(_bots)  # each test has a bot of its own
    return lambda: open_state(Settings(home=home, redis_url=url, telegram_token=f"{bot}:x"))


@pytest.fixture
def opened_in_file(home):
    """The same, in a file alone."""
    return lambda: open_state(Settings(home=home))


@pytest.fixture
def opened_file(home):
    """Opens the file alone: `async with opened_file() as database`."""
    return lambda: OpenedDatabase(home / "telegram.sqlite")


class OpenedDatabase:
    def __init__(self, path):
        self._path = path

    async def __aenter__(self):
        self._database = await Database.open(self._path)
        return self._database

    async def __aexit__(self, *_):
        await self._database.close()
