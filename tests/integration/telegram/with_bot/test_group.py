"""In groups the bot speaks when it is spoken to, and what is private stays private."""

import pytest

from prompts.messages import message as text_of

ME = "@atazan_test_bot"
QUESTION = "Сколько депутатов будет в Курултае?"


@pytest.fixture
def seats(town, aru, ivan):
    """Two people in a group with the bot."""
    return town.api.group("Көршілер", aru, ivan)


def test_it_is_silent_unless_it_is_meant(town, seats):
    here, there = seats
    there.types("Сколько депутатов будет в Курултае? Кто знает?")
    asked = here.types(f"{ME} {QUESTION}")
    (answer,) = here.waits_for(1, asked)
    assert "145" in answer.shown
    assert answer.reply_to is asked
    assert len(here.sees()) == 1


def test_a_command_and_a_reply_are_meant_for_it(town, seats):
    _, there = seats
    (article,) = there.waits_for(1, there.types(f"/article{ME} 53"))
    assert "53" in article.shown
    (answer,) = there.waits_for(1, there.types(f"{ME} {QUESTION}"))
    leaning = there.types("А на сколько лет?", reply_to=answer)
    assert "5" in there.waits_for(1, leaning)[0].shown


def test_a_group_hears_nothing_of_what_was_asked_in_private(town, seats, ivan):
    ivan.waits_for(1, ivan.types(QUESTION))
    _, there = seats
    (answer,) = there.waits_for(1, there.types(f"{ME} А на сколько лет?"))
    alone = ivan.waits_for(1, ivan.types("/new"))
    (same,) = ivan.waits_for(1, ivan.types("А на сколько лет?"))
    assert alone
    assert answer.shown == same.shown


def test_people_of_a_group_do_not_lean_on_one_another(town, seats):
    here, there = seats
    here.waits_for(1, here.types(f"{ME} {QUESTION}"))
    (other,) = there.waits_for(1, there.types(f"{ME} А на сколько лет?"))
    (own,) = here.waits_for(1, here.types(f"{ME} А на сколько лет?"))
    assert own.shown != other.shown


def test_no_draft_is_sent_to_a_group(town, seats):
    here, _ = seats
    here.waits_for(1, here.types(f"{ME} {QUESTION}"))
    assert here.saw_drafts() == []


def test_an_edited_question_has_its_answer_edited(town, seats):
    here, _ = seats
    asked = here.types(f"{ME} Какой язык государственный?")
    (answer,) = here.waits_for(1, asked)
    here.edits(asked, f"{ME} {QUESTION}")
    town.api.world.wait_until(lambda: "145" in answer.shown, 10, "the edited answer")


def test_what_an_admin_may_do_nobody_else_may(town, seats, ivan):
    here, _ = seats
    here.types("/stats")
    marker = here.types("/privacy")
    (only,) = here.waits_for(1, marker)
    assert "30" in only.shown
    told = ivan.waits_for(1, ivan.types("/stats"))[0]
    assert text_of("telegram-stats", "ru") not in told.shown
