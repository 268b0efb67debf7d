"""Filters, mistyped words and the guide over a real index."""

from datetime import date

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Document, Kind, Language
from corpus.edition import ADOPTED, OF_1995
from retrieval.filter import Filter
from retrieval.guide import Guide
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import load_lexicon
from retrieval.retriever import Retriever

NEWS = Document(
    "news",
    "Құрылтай",
    "Құрылтайда 145 депутат болады, деп жазды газет.",
    Language.KK,
    Kind.NEWS,
    published=date(2026, 2, 2),
)
LATER = Document(
    "later",
    "Сайлау",
    "Құрылтай депутаттары тамызда сайланады, деп жазды газет.",
    Language.KK,
    Kind.NEWS,
    published=date(2026, 5, 1),
)
NEW = Document(
    "new",
    "Конституция",
    "22-бап\nАзаматты ешбір жағдайда Республикадан тыс жерге қуып жіберуге болмайды.\n"
    "51-бап\nҚұрылтай бір жүз қырық бес депутаттан тұрады.\n",
    Language.KK,
    Kind.CONSTITUTION,
    version=ADOPTED,
)
OLD = Document(
    "old",
    "Конституция",
    "50-бап\nМәжіліс тоқсан сегіз депутаттан тұрады. Құрылтай жоқ.\n",
    Language.KK,
    Kind.CONSTITUTION,
    version=OF_1995,
)


@pytest.fixture
def retriever(tmp_path):
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    catalogue.add([NEWS, LATER, NEW, OLD])
    retriever = Retriever(
        catalogue, LexicalChannel(tmp_path / "lexical"), load_lexicon(), guide=Guide(tmp_path / "g")
    )
    retriever.index()
    yield retriever
    catalogue.close()


def found(retriever, question, **narrowed):
    evidence = retriever.search(question, Language.KK, 10, Filter(**narrowed))
    return {item.passage.document.id for item in evidence}


@pytest.mark.parametrize(
    ("narrowed", "ids"),
    [
        ({}, {"news", "later", "new", "old"}),
        ({"kinds": frozenset({Kind.NEWS})}, {"news", "later"}),
        ({"since": date(2026, 3, 1)}, {"later"}),
        ({"until": date(2026, 2, 2)}, {"news"}),
        ({"since": date(2026, 2, 3), "until": date(2026, 4, 30)}, set()),
        ({"excluded_versions": frozenset({OF_1995})}, {"news", "later", "new"}),
        ({"excluded_versions": frozenset({"2001-01-01"})}, {"news", "later", "new", "old"}),
    ],
    ids=["all", "kind", "since", "until", "between", "without 1995", "a version not held"],
)
def test_a_filter_narrows_to_kinds_days_and_versions(retriever, narrowed, ids):
    assert found(retriever, "Құрылтай депутаттары", **narrowed) == ids


def test_a_mistyped_question_finds_what_the_right_one_finds(retriever):
    assert found(retriever, "депутатарды сайалу") >= {"later"}


def test_the_guide_lifts_the_article_that_a_question_in_other_words_is_about(retriever):
    with_guide = retriever.search("мажилис орнына кім болады, неше адам", Language.KK, 10)
    assert with_guide[0].passage.locator.article in ("51", "50")


def test_an_index_that_another_process_changed_is_read_anew(retriever, tmp_path):
    other = Catalogue(tmp_path / "catalogue.sqlite")
    again = Retriever(other, LexicalChannel(tmp_path / "lexical"), load_lexicon())
    other.remove("news")
    again.index()
    retriever.index()
    assert "news" not in found(retriever, "Құрылтай депутаттары")
    assert retriever.counts() == again.counts()
    other.close()
