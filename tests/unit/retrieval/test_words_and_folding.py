import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import grams, shared_beginning
from retrieval.analysis.words import words_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("казак", "қазақ"),
        ("курылтай", "Құрылтай"),
        ("ОБЪЁМ", "объем"),
        ("омир", "өмір"),
        ("угит", "үгіт"),
        ("Жетиген", "жетіген"),
        ("café", "CAFE"),
    ],
)
def test_what_people_type_for_one_another_becomes_one(typed, meant):
    assert fold(typed) == fold(meant)


def test_short_i_stays_itself():
    assert fold("май") != fold("маи")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("вице-президент", ["вице", "президент"]),
        ("300-ден астам", ["300", "ден", "астам"]),
        ("«Super-pharm» зауыты", ["Super", "pharm", "зауыты"]),
        ("№ 5, 43-бап.", ["5", "43", "бап"]),
        ("Qazaqstan'da", ["Qazaqstan'da"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_words(text, words):
    assert [word.text for word in words_of(text)] == words


@given(st.text())
def test_words_stand_where_they_say(text):
    assert all(text[word.start : word.end] == word.text for word in words_of(text))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("бап", ["_бап", "бап_"]), ("не", ["_не_"]), ("құқық", ["_құқ", "құқы", "ұқық", "қық_"])],
)
def test_ngrams_are_bounded_by_the_word(word, expected):
    assert grams(word) == expected


@pytest.mark.parametrize(
    ("one", "other", "letters"), [("сот", "сотта", 3), ("а", "б", 0), ("", "x", 0)]
)
def test_words_share_their_beginning(one, other, letters):
    assert shared_beginning(one, other) == shared_beginning(other, one) == letters
