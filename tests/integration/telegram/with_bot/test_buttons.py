"""Buttons below an answer: ratings, sources, related questions; and what becomes of feedback."""

import json

import pytest

from bot.telegram.rendering.callbacks import Ask, Rate, ShowSource
from prompts.messages import message as text_of

QUESTION = "Құрылтайда қанша депутат болады?"


def ask(seat, text=QUESTION):
    return seat.waits_for(1, seat.types(text))[0]


def notice(seat, label, message=None):
    """What is said in passing when a button is pressed."""
    return seat.waits_for_answer(seat.taps(label, message))["text"]


def feedback_of(town, atazan, *options):
    done = atazan("feedback", *options, "--home", town.home)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_good_answer_is_thanked_for(aru):
    answer = ask(aru)
    assert notice(aru, "👍", answer) == text_of("telegram-rated-good", "kk")


def test_a_bad_one_is_asked_about_and_comes_out_as_a_draft_question(town, atazan, aru, tmp_path):
    question = "Құрылтайда қанша депутат болады? Менің атым Айгүл Серікова"
    answer = ask(aru, question)
    assert notice(aru, "👎", answer) == text_of("telegram-rated-bad", "kk")
    aru.waits_for_edit(answer)
    reason = text_of("telegram-reason-incomplete", "kk")
    assert notice(aru, reason, answer) == text_of("telegram-reason-thanks", "kk")
    aru.waits_for_edit(answer, 2)
    assert reason not in answer.buttons
    assert "👎" in answer.buttons
    (record,) = [one for one in feedback_of(town, atazan) if one["question"].startswith(QUESTION)]
    assert (record["language"], record["reason"]) == ("kk", "incomplete")
    assert "Айгүл" not in record["question"]
    file, drafts = tmp_path / "feedback.jsonl", tmp_path / "drafts.jsonl"
    file.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert atazan("eval", "draft", file, "--out", drafts).returncode == 0
    assert json.loads(drafts.read_text(encoding="utf-8"))["tags"] == ["draft", "incomplete"]


def test_a_comment_is_kept_and_comes_out_without_personal_data(town, atazan, ivan):
    usage = ivan.waits_for(1, ivan.types("/feedback"))[0]
    assert usage.shown == text_of("telegram-feedback-usage", "ru")
    thanks = ivan.waits_for(1, ivan.types("/feedback Пишите короче. Мой телефон 87011234567"))[0]
    assert thanks.shown == text_of("telegram-feedback-thanks", "ru")
    comments = [one["comment"] for one in feedback_of(town, atazan, "--comments")]
    assert "Пишите короче. Мой телефон […]" in comments


def test_a_source_is_shown_with_what_stands_around_the_quote(aru):
    answer = ask(aru)
    aru.waits_for_answer(aru.taps("📖", answer))
    (source,) = aru.waits_for(1, answer)
    assert "145" in source.shown
    assert "53" in source.shown


def test_a_related_question_is_answered(aru):
    answer = ask(aru)
    related = answer.buttons[-1]
    assert related.endswith("?")
    assert notice(aru, related, answer) == related
    (other,) = aru.waits_for(1, answer)
    assert "[1]" in other.shown


def test_an_example_is_answered_with_one_tap(ivan):
    greeting = ivan.waits_for(1, ivan.types("/start"))[0]
    ivan.waits_for_answer(ivan.taps(text_of("telegram-example-1", "ru"), greeting))
    (answer,) = ivan.waits_for(1, greeting)
    assert "145" in answer.shown


FORGED = {
    "an answer that is not there": Rate(answer="nothing", good=False).pack(),
    "a source that is not there": ShowSource(answer="nothing", number=1).pack(),
    "a question that is not there": Ask(key="guide-999-kk-0").pack(),
}


@pytest.mark.parametrize("data", FORGED.values(), ids=FORGED)
def test_a_button_of_what_is_gone_says_so(aru, data):
    answer = ask(aru)
    told = aru.waits_for_answer(aru.taps_again(answer, data))
    assert told["text"] == text_of("telegram-too-old", "kk")
