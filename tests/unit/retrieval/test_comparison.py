from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Kind, Language
from corpus.edition import ADOPTED, DRAFT_OF_FEBRUARY, OF_1995
from corpus.parsing import parse_file
from retrieval.comparison import Fate, compare

SHARED = Path(__file__).parents[3].parent / "shared" / "corpora"
NEEDS_SHARED = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/corpora")
WORDS = st.lists(st.sampled_from("бір екі Үш төрт, «бес» алты–жеті сегіз.".split()), max_size=12)


def law(*articles, version=ADOPTED, name="law"):
    text = "".join(f"Статья {number}\n{words}\n" for number, words in articles)
    return Document(name, "Конституция", text, Language.RU, Kind.CONSTITUTION, version=version)


def fates(old, new):
    return [(c.fate, c.old_number, c.new_number) for c in compare(old, new)]


def changed(old, new):
    (change,) = compare(law(("1", old), version=DRAFT_OF_FEBRUARY), law(("1", new)))
    return [(piece.fate, piece.text.strip()) for piece in change.pieces]


def test_editions_of_one_year_are_paired_by_number():
    old = law(("1", "Курултай."), ("2", "Суд."), version=DRAFT_OF_FEBRUARY)
    new = law(("1", "Курултай!"), ("3", "Маслихат."))
    assert fates(old, new) == [
        (Fate.CHANGED, "1", "1"),
        (Fate.ADDED, "", "3"),
        (Fate.REMOVED, "2", ""),
    ]


def test_the_old_constitution_is_paired_by_what_its_articles_say():
    old = law(
        ("5", "Парламент принимает законы и утверждает бюджет республики."),
        ("6", "Президент избирается гражданами на пять лет тайным голосованием."),
        version=OF_1995,
    )
    new = law(
        ("5", "Народный Совет вносит предложения."),
        ("6", "Курултай принимает законы и утверждает бюджет республики."),
        ("7", "Президент избирается гражданами на семь лет тайным голосованием."),
    )
    assert fates(old, new) == [
        (Fate.ADDED, "", "5"),
        (Fate.CHANGED, "5", "6"),
        (Fate.CHANGED, "6", "7"),
    ]


def test_a_changed_word_is_shown_between_those_that_stayed():
    assert changed("Избирается на пять лет.", "Избирается на семь лет.") == [
        (Fate.SAME, "Избирается на"),
        (Fate.REMOVED, "пять"),
        (Fate.ADDED, "семь"),
        (Fate.SAME, "лет."),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ата  Заң\xa0– заң.", "Ата Заң - заң."),
        ("«Әділетті» ел.", '"Әділетті" ел.'),
        ("Бiз бiргемiз.", "Біз біргеміз."),
        ("1.\xa0Ел.", "1. Ел."),
    ],
    ids=["white space and dashes", "quotation marks", "Latin letters", "after a list number"],
)
def test_typography_is_no_change(old, new):
    assert [fate for fate, _ in changed(old, new)] == [Fate.SAME]


def test_a_capital_letter_is_a_change():
    assert Fate.ADDED in [fate for fate, _ in changed("Независимость ел.", "независимость ел.")]


@given(WORDS, WORDS)
def test_the_pieces_hold_the_words_of_both_texts_in_order(old, new):
    (change,) = compare(
        law(("1", "Ел. " + " ".join(old)), version=DRAFT_OF_FEBRUARY),
        law(("1", "Ел. " + " ".join(new))),
    )
    kept = {
        fate: " ".join(p.text for p in change.pieces if p.fate in (Fate.SAME, fate)).split()
        for fate in (Fate.REMOVED, Fate.ADDED)
    }
    assert kept[Fate.REMOVED] == ["Ел.", *old]
    assert kept[Fate.ADDED] == ["Ел.", *new]


@NEEDS_SHARED
@pytest.mark.parametrize(
    ("draft", "adopted"),
    [
        ("draft-2026-02-12-ru.docx", "constitution-2026-ru.md"),
        ("draft-2026-02-12-kk.docx", "constitution-2026-kk.txt"),
    ],
)
def test_the_draft_that_was_voted_on_and_the_adopted_text_agree_word_for_word(draft, adopted):
    old, new = (next(parse_file(SHARED / name)) for name in (draft, adopted))
    assert {change.fate for change in compare(old, new)} == {Fate.SAME}
    assert len(compare(old, new)) == 96


@NEEDS_SHARED
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("13", "10"),
        ("15", "12"),
        ("30", "27"),
        ("43", "41"),
        ("46", "44"),
        ("58", "59"),
        ("77", "76"),
    ],
)
def test_the_articles_of_1995_are_found_again_in_2026(language, new, old):
    suffix = {"kk": "kk.txt", "ru": "ru.md"}[language]
    before = next(parse_file(SHARED / f"constitution-1995-{language}.pdf"))
    after = next(parse_file(SHARED / f"constitution-2026-{suffix}"))
    partners = {change.new_number: change.old_number for change in compare(before, after)}
    assert partners[new] == old
