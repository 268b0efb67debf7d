"""Whatever becomes of a worker or of Redis: each person is answered, in order; doubles are counted."""

import itertools

import pytest

from prompts.messages import message as text_of
from tests.integration.telegram.workers.conftest import ADMIN
from tests.redis_server import needs_redis

pytestmark = needs_redis
QUESTIONS = ("Құрылтайда қанша депутат болады?", "43-бап", "12-бап")
WORD = "қызылжолбарыс"
_numbers = itertools.count(5_000_001)


@pytest.fixture
def people(crew):
    """Some who have not written yet; they were served well when the test is over."""
    yield [crew.api.person("Ару", "kk", next(_numbers)) for _ in range(6)]
    crew.all_work()
    assert crew.api.violations == []
    assert crew.api.refused == []


def answers(seat):
    return [message for message in seat.sees() if "[1]" in message.shown]


def possible_doubles(crew):
    """How many an admin is told of; the same whichever worker tells."""
    admin = crew.api.person("Әкімші", "kk", ADMIN)
    told = admin.waits_for(1, admin.types("/stats"), timeout=30)[0].shown
    return next(n for n in range(50) if text_of("telegram-stat-doubles", "kk", count=n) in told)


def ask(people):
    for person in people:
        for question in QUESTIONS:
            person.types(question)


def all_answered(crew, people):
    """Wait until each has every answer; they stand in the order of the questions."""
    crew.until(lambda: all(len(answers(one)) >= len(QUESTIONS) for one in people), "all answers")
    for person in people:
        shown = [answer.shown for answer in answers(person)]
        first_of_each = list(dict.fromkeys(shown))
        assert len(first_of_each) == len(QUESTIONS)
        for article, shown in zip(QUESTIONS[1:], first_of_each[1:], strict=True):
            assert article in shown


def repeated(people):
    return sum(len(answers(one)) - len(QUESTIONS) for one in people)


def writing(person):
    return any("[1]" in draft.shown for draft in person.saw_drafts())


def test_both_workers_take_updates_and_each_question_is_answered_once(crew, people):
    ask(people)
    all_answered(crew, people)
    assert repeated(people) == 0
    assert len([port for port, taken in crew.balancer.taken.items() if taken]) == 2
    assert all(worker.events("answered") for worker in crew.workers)


def test_what_a_killed_worker_had_the_other_answers(crew, people):
    before = possible_doubles(crew)
    ask(people)
    crew.until(lambda: any(map(writing, people)), "an answer that is being written")
    crew.workers[0].kill()
    all_answered(crew, people)
    assert repeated(people) <= possible_doubles(crew) - before


def test_a_worker_that_was_paused_says_nothing_that_another_says(crew, people):
    before, said = possible_doubles(crew), len(crew.workers[1].events("answered"))
    ask(people)
    crew.until(lambda: len(crew.owners()) == 2, "work for both")
    crew.workers[1].pause()
    all_answered(crew, people)
    crew.workers[1].go_on()

    def has_spoken():  # others are answered after whatever it had in hand
        other = crew.api.person("Ермек", "kk", next(_numbers))
        other.waits_for(1, other.types("43-бап"), timeout=30)
        return len(crew.workers[1].events("answered")) > said

    crew.until(has_spoken, "an answer of the one that was paused")
    assert repeated(people) <= possible_doubles(crew) - before


def test_of_one_who_is_forgotten_nothing_is_left_on_the_server_and_in_its_log(crew, people):
    aru, dana = people[:2]
    number = str(aru.user.id)
    (answer,) = aru.waits_for(1, aru.types(f"43-бап {WORD}"), timeout=30)
    aru.waits_for_answer(aru.taps("👎", answer))
    aru.waits_for(1, aru.types(f"/feedback {WORD}"), timeout=30)
    dana.waits_for(1, dana.types("43-бап көкқоян"), timeout=30)
    assert {place for place, _ in traces(crew, WORD, number)} == {"server", "log"}
    (told,) = aru.waits_for(1, aru.types("/forget"), timeout=30)
    assert told.shown == text_of("telegram-forgotten", "kk")
    crew.until(lambda: traces(crew, WORD, number) == [], "nothing that is left", 20)
    assert traces(crew, str(dana.user.id))


def traces(crew, *words):
    """Where the words stand: among all that the server has, and in the files of its log."""
    texts = [("server", crew.redis.everything())]
    texts += [("log", file.read_bytes()) for file in crew.redis.folder.glob("appendonlydir/*")]
    return [(place, word) for word in words for place, text in texts if word.encode() in text]


def test_redis_that_dies_and_comes_back_is_waited_for(crew, people):
    before = possible_doubles(crew)
    ask(people[:3])
    crew.until(lambda: any(map(writing, people)), "an answer that is being written")
    crew.redis.kill()
    ask(people[3:])
    assert crew.readiness() == [503, 503]
    crew.redis.start()
    all_answered(crew, people)
    crew.until(lambda: crew.readiness() == [200, 200], "both ready")
    assert repeated(people) <= possible_doubles(crew) - before


def test_told_to_stop_a_worker_ends_though_redis_is_away(crew, people):
    crew.redis.kill()
    assert crew.workers[0].stop() == 0
    crew.redis.start()
