from pathlib import Path
from statistics import mean

import pytest

from corpus.document import Kind, Language
from corpus.errors import UnreadableError
from corpus.guide.cards import card_files, parse_cards, read_cards, retold_article
from corpus.parsing import parse_file
from retrieval.analysis.folding import fold
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.words import words_of
from retrieval.comparison import articles_of
from retrieval.sentences import sentences_of

SHARED = Path(__file__).parents[3].parent / "shared" / "corpora"
CARDS = list(read_cards())
IDS = [f"{card.article}-{card.language}" for card in CARDS]


def numbers(text, language):
    """The numbers of a text, but for one, which is as often an article as an amount."""
    return {numeral.value for numeral in numerals_of(text, language)} - {1}


@pytest.fixture(scope="module")
def official():
    files = {Language.KK: "constitution-2026-kk.txt", Language.RU: "constitution-2026-ru.md"}
    return {one: articles_of(next(parse_file(SHARED / name))) for one, name in files.items()}


def test_every_article_has_its_card_in_both_languages():
    assert [(c.article, c.language) for c in CARDS] == [
        (article, language) for article in range(1, 97) for language in Language
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/corpora")
@pytest.mark.parametrize("card", CARDS, ids=IDS)
def test_every_number_of_a_card_stands_in_its_article(card, official):
    said = numbers(f"{card.title}. {card.text}", card.language)
    texts = {one: articles[str(card.article)] for one, articles in official.items()}
    known = {n for one, those in texts.items() for p in those for n in numbers(p.text, one)}
    known |= {card.article} | {
        int(p.locator.point)
        for those in texts.values()
        for p in those
        if p.locator.point.isdecimal()
    }
    known |= {
        int(p.locator.subpoint)
        for those in texts.values()
        for p in those
        if p.locator.subpoint.isdecimal()
    }
    assert said - known == set()


@pytest.mark.parametrize("card", CARDS, ids=IDS)
def test_a_card_is_easy_to_read(card):
    sentences = [card.text[span.start : span.end] for span in sentences_of(card.text)]
    assert mean(len(words_of(sentence)) for sentence in sentences) < 20
    assert len(sentences) >= 2


@pytest.mark.parametrize("card", CARDS, ids=IDS)
def test_a_card_lists_questions_as_people_ask_them(card):
    assert 8 <= len(card.questions) <= 15
    assert len({fold(question) for question in card.questions}) == len(card.questions)
    assert card.words


def test_no_question_is_listed_for_two_articles():
    listed = [(fold(question), card.article) for card in CARDS for question in card.questions]
    articles = {}
    for question, article in listed:
        articles.setdefault(question, set()).add(article)
    assert [q for q, those in articles.items() if len(those) > 1] == []


def test_a_card_is_an_explainer_that_says_what_it_retells():
    (kazakh, russian) = (document for document in parse_file(card_files()[0]))
    assert (kazakh.language, russian.language) == (Language.KK, Language.RU)
    assert {kazakh.kind, russian.kind} == {Kind.EXPLAINER}
    assert retold_article(kazakh) == retold_article(russian) == "1"
    assert all(question not in kazakh.text for question in CARDS[0].questions)


@pytest.mark.parametrize(
    "text",
    ["article = 1\n[kk]\n", "article = 1\n[kk]\ntitle = 5\n[ru]\n", "article ="],
    ids=["no text", "not a title", "not TOML"],
)
def test_a_card_that_lacks_a_part_is_refused_by_name(text):
    with pytest.raises(UnreadableError) as caught:
        list(parse_cards(text, "art-01.toml"))
    assert caught.value.values["name"] == "art-01.toml"
