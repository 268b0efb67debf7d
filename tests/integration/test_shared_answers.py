"""Answers that workers share, on a real server: made once, given by all, with quotes of their own."""

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.answer import Answer, Citation, Question, Status
from bot.answering.cache import AnswerCache
from bot.redis_answers import RedisAnswerStore
from bot.settings import Settings
from bot.shared_wiring import build_shared_answers
from corpus.catalogue import Catalogue
from corpus.document import Document, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Passage
from tests.redis_server import RedisServer, needs_redis

pytestmark = needs_redis
TEXT = "Құрылтайда 145 депутат бар."
DOCUMENT = Document("doc", "Тақырып", TEXT, Language.KK)
QUESTION = "Құрылтайда қанша депутат бар?"


@pytest.fixture
def server(tmp_path):
    with RedisServer(tmp_path) as running:
        yield running


class Worker:
    """A process as far as its answers go: a cache of its own before the server."""

    def __init__(self, server, version="one", making_s=5):
        self.version = version
        self.made = 0
        store = RedisAnswerStore(server.url, lambda: self.version, {"doc": DOCUMENT}.__getitem__, making_s)  # fmt: skip
        self._cache = AnswerCache(100, store)

    def ask(self, text=QUESTION, pause=0.0):
        question = Question("q", text, Language.KK)
        with self._cache.flight(question, 0, lambda: False) as flight:
            if flight.answer is None:
                time.sleep(pause)
                self.made += 1
                flight.land(made_answer(question))
            return flight.answer


def made_answer(question):
    passage = Passage(DOCUMENT, Span(0, len(TEXT)), Locator(1, "53", "2"))
    citation = Citation(1, passage, Span(0, 10))
    return Answer(question, Status.ANSWERED, f"{TEXT} [1]", (citation,), "extractive", confidence=0.7)  # fmt: skip


def test_what_one_has_answered_the_other_gives_with_a_quote_of_its_own(server):
    one, other = Worker(server), Worker(server)
    first, again = one.ask(), other.ask("құрылтайда қанша депутат бар")
    assert (one.made + other.made) == 1
    assert again.citations == first.citations
    assert again.citations[0].quote == TEXT[:10]
    assert (again.text, again.status, again.generator, again.confidence) == (first.text, first.status, "extractive", 0.7)  # fmt: skip


def test_of_many_who_ask_at_once_on_two_workers_one_makes_the_answer(server):
    workers = [Worker(server), Worker(server)]
    with ThreadPoolExecutor(8) as threads:
        asking = [threads.submit(workers[n % 2].ask, pause=0.5) for n in range(8)]
        assert all(one.result(30).status is Status.ANSWERED for one in asking)
    assert sum(worker.made for worker in workers) == 1


def test_an_answer_of_another_corpus_is_not_given(server):
    one, other = Worker(server, "before"), Worker(server, "after")
    one.ask()
    other.ask()
    assert (one.made, other.made) == (1, 1)


def test_an_answer_begun_before_the_corpus_changed_is_not_kept(server):
    one, other = Worker(server, "before"), Worker(server, "before")
    changing = threading.Timer(0.2, lambda: setattr(one, "version", "after"))
    changing.start()
    one.ask(pause=0.6)
    other.ask()
    assert (one.made, other.made) == (1, 1)


def test_one_who_died_over_an_answer_is_not_waited_for_long(server):
    one, other = Worker(server), Worker(server)
    one.ask()
    names = server.names()
    for name in names:
        server.ask("DEL", name)
        server.ask("SET", f"{name}:making", "one who died", "PX", "1000")
    assert other.ask().status is Status.ANSWERED
    assert other.made == 1
    assert set(names) <= set(server.names())


UNREADABLE = {
    "no JSON": "{",
    "of another shape": "[]",
    "a source that is not there": '{"status": "answered", "text": "x [1]", "generator": "", "confidence": 1, "citations": [[1, "gone", [0, 5], [1, "", "", ""], [0, 5]]]}',
    "a place outside": '{"status": "answered", "text": "x [1]", "generator": "", "confidence": 1, "citations": [[1, "doc", [0, 5], [1, "", "", ""], [0, 9000]]]}',
}  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_made_anew(server, text):
    one, other = Worker(server), Worker(server)
    one.ask()
    for name in server.names():
        server.ask("SET", name, text)
    assert other.ask().text == f"{TEXT} [1]"
    assert other.made == 1


def test_a_server_that_is_away_costs_little_and_hinders_nothing(server):
    worker = Worker(server)
    server.kill()
    begun = time.monotonic()
    for number in range(50):
        assert worker.ask(f"{number}-бап").status is Status.ANSWERED
    assert time.monotonic() - begun < 2
    assert worker.made == 50


def test_the_same_corpus_and_settings_have_one_name_on_every_machine(
    server, default_home, tmp_path
):
    homes = [shutil.copytree(default_home, tmp_path / name) for name in ("a", "b")]
    catalogues = {home: Catalogue(home / "catalogue.sqlite") for home in homes}
    stores = [
        build_shared_answers(Settings(home=home, redis_url=server.url, **more), catalogues[home])
        for home, more in ((homes[0], {}), (homes[1], {}), (homes[1], {"answer_threshold": 0.9}))
    ]  # fmt: skip
    names = [store._version() for store in stores]
    assert names[0] == names[1] != names[2]
    for catalogue in catalogues.values():
        catalogue.close()


def test_without_a_server_nothing_is_shared(default_home):
    catalogue = Catalogue(default_home / "catalogue.sqlite")
    assert build_shared_answers(Settings(home=default_home), catalogue) is None
    catalogue.close()
