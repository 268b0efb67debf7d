"""The judges of a crowd and of hostile updates: bots that lose, repeat and obey are found out."""

import threading
from contextlib import contextmanager

import pytest

from tests.benchmarks.telegram_runs import windows_of
from tests.bot_api.crowd import Crowd, Plan
from tests.bot_api.hostile import ADDRESS, MARK, hostile_updates, obeyed
from tests.bot_api.html_entities import parse_html
from tests.bot_api.people import take_seat
from tests.bot_api.plain_calls import call

QUESTIONS = [("kk", "бір?"), ("kk", "екі?"), ("ru", "один?"), ("ru", "два?")]
KEYBOARD = {"inline_keyboard": [[{"text": "👍", "callback_data": "up"}]]}


@contextmanager
def simple_bot(api, copies_of):
    """A bot that answers each question so often as it is told."""
    over = threading.Event()

    def run():
        offset = 0
        while not over.is_set():
            for update in call(api, "getUpdates", offset=offset, timeout=1)["result"]:
                offset = update["update_id"] + 1
                message = update["message"]
                for _ in range(copies_of(message["text"])):
                    answer = {"text": f"жауап: {message['text']}", "reply_markup": KEYBOARD}
                    call(api, "sendMessage", chat_id=message["chat"]["id"], **answer)

    thread = threading.Thread(target=run)
    thread.start()
    yield
    over.set()
    thread.join()


BOTS = {
    "a good one": (lambda text: 1, 0, 0),
    "one that answers «екі?» twice": (lambda text: 1 + (text == "екі?"), 0, 2),
    "one that knows no Russian": (lambda text: int(text in ("бір?", "екі?")), 4, 0),
}


@pytest.mark.parametrize(("copies", "lost", "doubles"), BOTS.values(), ids=BOTS)
def test_a_crowd_knows_what_was_lost_and_what_came_twice(api, copies, lost, doubles):
    def seat_of(number, language):
        return take_seat(api.world, "Адам", language, number)

    plan = Plan(people=4, questions=2, spread=0.2, pause=0.05, pattern="even")
    with simple_bot(api, copies):
        crowd = Crowd(seat_of, QUESTIONS, plan)
        crowd.start()
        outcome = crowd.wait(timeout=10 if not lost else 1, quiet=0.3)
    assert (outcome.lost, len(outcome.doubles)) == (lost, doubles)
    assert len(outcome.waits) == 8 - lost
    assert all(0 < wait < 5 for wait in outcome.waits)


ARRIVALS = {
    "even": [0.0, 2.5, 5.0, 7.5],
    "burst": [0.0, 0.0, 0.0, 0.0],
}


@pytest.mark.parametrize(("pattern", "moments"), ARRIVALS.items(), ids=ARRIVALS)
def test_people_come_as_planned(pattern, moments):
    assert Plan(people=4, questions=1, spread=10, pattern=pattern).arrivals() == moments


def test_at_random_people_come_the_same_way_each_time():
    plan = Plan(people=50, questions=1, spread=10)
    assert plan.arrivals() == plan.arrivals()
    assert 0 <= min(plan.arrivals()) < 2 < 8 < max(plan.arrivals()) <= 10


def test_a_double_is_explained_only_by_a_kill_between_its_copies_or_just_before_the_first():
    doubles, kills = [[10.0, 4.0], [20.0, 4.0], [30.0, 1.0]], [6.25, 9.0, 15.75, 18.0, 28.0]
    assert windows_of(doubles, kills) == ([0.25, 0.0], 1)


def seen(html, links=()):
    text, entities = parse_html(html)
    return {"text": text, "entities": entities, "links": list(links)}


OBEYED = {
    "bold": (seen(f"x <b>{MARK}</b>"), "text that became bold"),
    "a link": (seen(f'<a href="{ADDRESS}/x">y</a>'), "a link"),
    "a rich link": (seen("x", [f"{ADDRESS}/x"]), "a link of a rich message"),
    "escaped": (seen(f"&lt;b&gt;{MARK}&lt;/b&gt; «{ADDRESS}»"), ""),
    "quoted as a whole": (seen(f"<b>Сұрақ: &lt;b&gt;{MARK}&lt;/b&gt;</b>"), ""),
}


@pytest.mark.parametrize(("message", "why"), OBEYED.values(), ids=OBEYED)
def test_markup_that_was_obeyed_is_told_from_markup_that_was_shown(message, why):
    assert obeyed(message) == why


def test_hostile_updates_are_the_same_each_time_and_of_every_kind():
    made = list(hostile_updates(500))
    assert made == list(hostile_updates(500))
    kinds = {kind for update in made for kind in update}
    assert kinds >= {"message", "edited_message", "callback_query", "inline_query", "nonsense"}
