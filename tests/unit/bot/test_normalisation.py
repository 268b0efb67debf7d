import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.normalisation import LONGEST_QUESTION, normalise


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        pytest.param("  Ата \n Заң\t? ", "Ата Заң ?", id="white space"),
        pytest.param("Ата\u00a0Заң\u2003не\u3000?", "Ата Заң не ?", id="wide and hard spaces"),
        pytest.param("Ата\u200b Заң\u2060", "Ата Заң", id="zero-width"),
        pytest.param("құ\u00adрыл\u00adтай", "құрылтай", id="soft hyphens"),
        pytest.param("\ufeffАта Заң", "Ата Заң", id="byte-order mark"),
        pytest.param("Ата\u202e Заң\u202c\u200f", "Ата Заң", id="right-to-left marks"),
        pytest.param("Ата\x00\x07Заң\x1b[31m", "Ата Заң [31m", id="control characters"),
        pytest.param("Ата\ud800 Заң", "Ата Заң", id="a lone surrogate"),
        pytest.param("Ата\ue000 Заң", "Ата Заң", id="private use"),
        pytest.param(unicodedata.normalize("NFD", "йод, ёлка"), "йод, ёлка", id="decomposed"),
        pytest.param("قۇرىلتاي\u200f دەگەن نە؟", "قۇرىلتاي دەگەن نە؟", id="Arabic script stays"),
        pytest.param("43-бап", "43-бап", id="nothing to do"),
    ],
)
def test_a_question_is_brought_to_one_shape(typed, asked):
    assert normalise(typed) == asked


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \t\n", id="white space"),
        pytest.param("\u200b\u202e", id="invisible"),
        pytest.param("\x00", id="control"),
        pytest.param("?!…", id="marks"),
        pytest.param("🤔", id="a picture"),
        pytest.param("\ud800", id="half a character"),
    ],
)
def test_a_text_without_words_is_no_question(typed):
    with pytest.raises(QuestionError) as caught:
        normalise(typed)
    assert caught.value.key == "error-question-empty"


def test_a_question_is_bounded():
    assert normalise("а" * LONGEST_QUESTION)
    with pytest.raises(QuestionError) as caught:
        normalise("а" * (LONGEST_QUESTION + 1))
    assert (caught.value.key, caught.value.values) == ("error-question-too-long", {"limit": 1000})


def test_what_is_not_seen_does_not_count_against_the_bound():
    assert normalise("а\u200b" * LONGEST_QUESTION + " " * LONGEST_QUESTION) == "а" * 1000


@given(st.text(max_size=300))
def test_what_is_asked_holds_nothing_invisible_and_stays_as_it_is(typed):
    try:
        asked = normalise(typed)
    except QuestionError:
        assert not any(map(str.isalnum, unicodedata.normalize("NFC", typed)))
        return
    assert asked.isprintable()
    assert unicodedata.is_normalized("NFC", asked)
    assert asked == asked.strip()
    assert "  " not in asked
    assert normalise(asked) == asked
