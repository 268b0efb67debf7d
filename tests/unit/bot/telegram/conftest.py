"""Tests that are coroutines run in a loop whose time leaps: nothing is waited for in vain."""

import asyncio
import inspect

import pytest

from bot.telegram.database import Database


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
    has_threads = "opened" in arguments  # what happens there takes its time
    factory = None if has_threads else LeapingLoop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(pyfuncitem.obj(**arguments))
    return True


@pytest.fixture
def path(tmp_path):
    """Where a bot keeps its database."""
    return tmp_path / "telegram.sqlite"


@pytest.fixture
def opened(path):
    """Opens that database, as a bot that starts does: `async with opened() as database`."""
    return lambda: OpenedDatabase(path)


class OpenedDatabase:
    def __init__(self, path):
        self._path = path

    async def __aenter__(self):
        self._database = await Database.open(self._path)
        return self._database

    async def __aexit__(self, *_):
        await self._database.close()
