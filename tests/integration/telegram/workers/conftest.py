"""One bot of two workers: each with a home of its own, one Redis server, a balancer before them."""

import shutil
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from redis import Redis

from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot
from tests.integration.telegram.with_bot.slow_model import SlowModel
from tests.integration.telegram.workers.balancer import Balancer
from tests.ports import free_port
from tests.redis_server import RedisServer

ADMIN = 999_000_001
CLAIM_S = 2


@pytest.fixture(scope="module")
def make_home(default_home, tmp_path_factory):
    """Makes a home with the default corpus, indexed."""
    return lambda: shutil.copytree(default_home, tmp_path_factory.mktemp("worker") / "home")


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """A Redis server that has logged on its disk whatever it has said is done."""
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def crew(redis, make_home):
    """Two workers whose answers take their time, and that run again at the end of a test."""
    with BotApi() as api, SlowModel(0.2) as model, Balancer() as balancer, ExitStack() as stack:
        balancer.ports = [free_port(), free_port()]
        brought = [_brought_by(balancer, port) for port in balancer.ports]
        crew = Crew(api, redis, make_home, [one | model.environment for one in brought])
        crew.balancer = balancer
        crew.watched = [one["ATAZAN_TELEGRAM_METRICS_PORT"] for one in brought]
        crew.start(stack)
        api.world.wait_until(lambda: api.world.webhook, 10, "a webhook")
        yield crew


@pytest.fixture(scope="module")
def pollers(redis, make_home):
    """Two workers that ask Telegram for updates, one at a time."""
    with BotApi() as api, ExitStack() as stack:
        pollers = Crew(api, redis, make_home, [{}, {}])
        pollers.start(stack)
        yield pollers


class Crew:
    """The workers, each with settings of its own, and all that is around them."""

    def __init__(self, api, redis, make_home, settings):
        self.api, self.redis = api, redis
        shared = {
            "ATAZAN_REDIS_URL": redis.url,
            "ATAZAN_REDIS_CLAIM_S": str(CLAIM_S),
            "ATAZAN_TELEGRAM_ADMINS": f"[{ADMIN}]",
            "ATAZAN_TELEGRAM_GRACE_S": "1",
            "ATAZAN_TELEGRAM_IN_MEMORY": "10",  # what one cannot hold is there for the other
        }
        self.workers = [RunningBot(api, make_home(), **shared, **own) for own in settings]

    def start(self, stack):
        """Start all at once, and have them stopped with the stack."""
        for worker in self.workers:
            stack.push(worker)
        with ThreadPoolExecutor() as threads:
            list(threads.map(RunningBot.start, self.workers))

    def until(self, condition, what, seconds=40):
        """Wait for what people see, or what is on Redis."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"{what}: not within {seconds} s"
            time.sleep(0.05)

    def owners(self):
        """The workers that have claimed chats, as Redis has them."""
        with Redis.from_url(self.redis.url, decode_responses=True) as client:
            claims = client.mget(list(client.scan_iter("*}:claim:*")) or ["nothing"])
        return {claim.partition(":")[0] for claim in claims if claim}

    def readiness(self):
        """What each worker says to those who ask whether it is ready: the status."""
        return [_status(f"http://127.0.0.1:{port}/readyz") for port in self.watched]

    def all_work(self):
        """Start whoever does not run, and let go on who is paused."""
        for worker in self.workers:
            if worker.is_running:
                worker.go_on()
            else:
                worker.start()


def _brought_by(balancer, port):
    """The settings of a worker that listens on a port behind a balancer."""
    return {
        "ATAZAN_TELEGRAM_WEBHOOK_URL": balancer.url,
        "ATAZAN_TELEGRAM_WEBHOOK_PORT": str(port),
        "ATAZAN_TELEGRAM_WEBHOOK_SECRET": "a-secret-of-tests",
        "ATAZAN_TELEGRAM_METRICS_PORT": str(free_port()),
    }


def _status(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
