"""What people do in a private chat, with the bot as a process."""

from base64 import urlsafe_b64encode

import pytest

from prompts.messages import message as text_of

DEPUTIES = {"kk": "Құрылтайда қанша депутат болады?", "ru": "Сколько депутатов в Курултае?"}
NUMBER = {"kk": "145", "ru": "145"}


def said(seat, text, **more):
    """What the bot says to a text."""
    question = seat.types(text, **more)
    return seat.waits_for(1, question)[0]


def methods(bot, chat):
    calls = bot.api.calls()
    return [c.method for c in calls if c.parameters.get("chat_id") == str(chat)]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_greeting_is_in_the_language_of_the_person_s_telegram(town, language, aru, ivan):
    seat = {"kk": aru, "ru": ivan}[language]
    greeting = said(seat, "/start")
    assert "Конституци" in greeting.shown
    assert set(greeting.buttons) >= {text_of("telegram-example-1", language)}
    help_text = said(seat, "/help").shown
    assert ("Қ" in help_text) == (language == "kk")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_question_is_answered_in_its_own_language_with_its_sources(town, language, aru):
    answer = said(aru, DEPUTIES[language])
    assert "145" in answer.shown
    assert "[1]" in answer.shown
    heading = text_of("sources-heading", language)
    assert heading in answer.shown


def test_one_sees_that_it_is_worked_on_then_a_draft_then_the_answer(town, aru):
    said(aru, "Вице-Президентті кім тағайындайды?")
    assert methods(town, aru.chat.id) == [
        "sendChatAction",
        "sendRichMessageDraft",
        "sendRichMessage",
    ]
    assert aru.saw_drafts()[0].can_stop


def test_what_was_asked_before_is_answered_at_once_by_one_message(town, aru, ivan):
    first = said(aru, "Құрылтай депутаттары қанша жылға сайланады?")
    again = said(ivan, "құрылтай депутаттары қанша жылға САЙЛАНАДЫ")
    assert again.shown == first.shown
    assert methods(town, ivan.chat.id) == ["sendRichMessage"]


def test_a_language_is_chosen_by_one_tap_and_answers_come_in_it(town, ivan):
    said(ivan, "/language")
    asked = ivan.taps(text_of("telegram-language-kk", "kk"))
    ivan.waits_for_answer(asked)
    answer = said(ivan, DEPUTIES["ru"])
    assert text_of("sources-heading", "kk") in answer.shown


def test_a_question_leans_on_the_one_before_until_a_new_conversation_begins(town, ivan):
    said(ivan, "Сколько депутатов будет в Курултае?")
    leaning = said(ivan, "А на сколько лет?")
    assert "5" in leaning.shown
    said(ivan, "/new")
    alone = said(ivan, "А на сколько лет?")
    assert alone.shown != leaning.shown


def test_a_reply_to_an_answer_leans_on_that_answer(town, ivan):
    answer = said(ivan, "Сколько депутатов будет в Курултае?")
    said(ivan, "Что сказано о земле?")
    leaning = said(ivan, "А на сколько лет?", reply_to=answer)
    assert "5" in leaning.shown


def test_an_edited_question_has_its_answer_edited(town, aru):
    question = aru.types("Қай тіл мемлекеттік тіл?")
    (answer,) = aru.waits_for(1, question)
    before = answer.shown
    aru.edits(question, DEPUTIES["kk"])
    town.api.world.wait_until(lambda: "145" in answer.shown, 10, "the edited answer")
    assert "145" not in before
    assert len(aru.sees()) == 1


def test_a_link_opens_an_article_and_another_asks(town, aru):
    article = aru.opens_link("art43")
    assert "43" in aru.waits_for(1, article)[0].shown
    payload = "q_" + urlsafe_b64encode(DEPUTIES["kk"].encode()).decode().rstrip("=")
    question = aru.opens_link(payload)
    assert "145" in aru.waits_for(1, question)[0].shown


def test_an_article_is_shown_by_its_number_and_without_one_it_is_said_how(town, ivan):
    assert "53" in said(ivan, "/article 53").shown
    assert "/article 43" in said(ivan, "/article").shown


def test_the_sources_are_listed(town, ivan):
    assert "Алматы облысының активі" in said(ivan, "/sources").shown


def test_privacy_says_how_long_things_are_kept(town, ivan):
    assert "30" in said(ivan, "/privacy").shown


@pytest.mark.parametrize("thing", ["voice", "photo", "sticker", "document", "video_note"])
def test_what_is_no_text_gets_a_kind_word(town, aru, thing):
    sent = aru.sends(thing)
    assert aru.waits_for(1, sent)[0].shown == text_of("telegram-only-text", "kk")


@pytest.mark.parametrize("text", ["?!", "​⁠", "а" * 1500], ids=["no words", "invisible", "too long"])
def test_what_is_no_question_is_told_so(town, ivan, text):
    assert said(ivan, text).shown


def test_nothing_is_to_be_stopped_where_nothing_runs(town, ivan):
    assert said(ivan, "/cancel").shown == text_of("telegram-cancel-nothing", "ru")


def test_an_unknown_command_is_answered_with_help(town, ivan):
    assert said(ivan, "/whatever").shown == said(ivan, "/help").shown


def test_how_to_vote_is_never_advised(town, ivan):
    assert said(ivan, "За кого голосовать?").shown.startswith(text_of("answer-refused", "ru"))


def test_inline_gives_passages_and_nothing_for_nothing(town, aru):
    results = aru.waits_for_answer(aru.asks_inline(DEPUTIES["kk"]))["results"]
    assert results
    assert aru.waits_for_answer(aru.asks_inline(" "))["results"] in ([], "[]")
