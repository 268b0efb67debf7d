"""One of the workers asks Telegram for updates; when it dies, the other does."""

from tests.redis_server import needs_redis

pytestmark = needs_redis


def leaders(pollers):
    """Who has begun to ask for updates."""
    return [worker for worker in pollers.workers if worker.events("leads")]


def ask(pollers, person, article):
    """Have a question answered; what was being sent when a worker died may come before it."""
    person.types(article)
    pollers.until(lambda: any(article in one.shown for one in person.sees()), article)


def test_when_the_one_that_asks_telegram_dies_the_other_does(pollers):
    aru = pollers.api.person("Ару", "kk")
    ask(pollers, aru, "43-бап")
    (leader,) = leaders(pollers)
    leader.kill()
    ask(pollers, aru, "12-бап")
    assert len(leaders(pollers)) == 2
    assert [name for name in pollers.redis.names() if name.startswith("atazan-answer:")]
    assert pollers.api.violations == []
    assert pollers.api.refused == []
