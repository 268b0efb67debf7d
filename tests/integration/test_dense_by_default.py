"""The model in the box, wired: in a file for one question, in Chroma for a process that stays."""

import shutil

import pytest

from bot.settings import load_settings
from bot.wiring import build_application
from corpus.document import Document, Language
from prompts.messages import message
from retrieval.dense import DenseChannel
from retrieval.errors import DamagedIndexError, ModelError
from retrieval.lexicon import Lexicon
from retrieval.local_vectors import LocalVectors
from retrieval.query import build_query
from retrieval.static_embedding import MODEL, StaticEmbedder

QUESTIONS = {
    "Құрылтайда қанша депутат болады?": Language.KK,
    "Кто может стать вице-президентом?": Language.RU,
    "kim prezident bola alady": Language.KK,
    "за кем присматривает омбудсмен": Language.RU,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home that a process which stays has filled, and one that answers and ends."""
    folder = tmp_path_factory.mktemp("home")
    build_application(load_settings(folder)).add_default_corpus()
    for stays in (False, True):
        build_application(load_settings(folder), stays=stays).index()
    return folder


@pytest.fixture
def copy(home, tmp_path):
    return shutil.copytree(home, tmp_path / "copy")


def found(application, question, language):
    hits = application.retriever.search(question, language, 10)
    return [(one.passage, pytest.approx(one.score, abs=1e-5)) for one in hits]


def test_each_keeps_all_passages_in_its_own_store(home):
    counts = {
        stays: build_application(load_settings(home), stays=stays).retriever.counts()
        for stays in (False, True)
    }
    passages = counts[False]["lexical"]
    assert counts[False] == {"lexical": passages, "vectors": passages}
    assert counts[True] == {"lexical": passages, "dense": passages}


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_find_the_same(home, question):
    brief, staying = (
        build_application(load_settings(home), stays=stays) for stays in (False, True)
    )
    language = QUESTIONS[question]
    assert found(brief, question, language) == found(staying, question, language)


def test_what_one_has_indexed_the_other_indexes_in_its_turn(copy):
    brief = build_application(load_settings(copy))
    gone = next(iter(brief.catalogue)).id
    brief.catalogue.remove(gone)
    brief.index()
    staying = build_application(load_settings(copy), stays=True)
    assert (brief.retriever.pending(), staying.retriever.pending()) == (0, 1)
    staying.index()
    assert staying.is_whole()
    assert build_application(load_settings(copy)).is_whole()


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("можно ли пытать арестованных", "20"),
        ("дом без спроса обыскать могут", "28"),
        ("қартайған ата-анаға кім қарайды", "30"),
    ],
)
def test_a_question_in_everyday_words_is_near_its_article(home, question, article):
    channel = DenseChannel(LocalVectors(home / "index" / "vectors"), StaticEmbedder())
    hits = channel.search(build_query(question, Language.RU, Lexicon([])), 3)
    assert article in {hit.locator.article for hit in hits}


def test_damaged_vectors_are_told_and_made_anew_on_demand(copy):
    for file in (copy / "index" / "vectors").iterdir():  # the file, and what waits to go into it
        file.write_bytes(b"no database at all" * 1000)
    with pytest.raises(DamagedIndexError):
        build_application(load_settings(copy))
    application = build_application(load_settings(copy), renew_damaged=True)
    application.rebuild()
    assert application.is_whole()


def test_a_damaged_model_is_told_in_a_line(tmp_path, monkeypatch):
    damaged = shutil.copytree(MODEL, tmp_path / "damaged")
    (damaged / "table.npy").write_bytes(b"\x93NUMPY")
    monkeypatch.setenv("ATAZAN_MODELS_FOLDER", "/")
    monkeypatch.setenv("ATAZAN_EMBEDDING_MODEL", str(damaged))
    with pytest.raises(ModelError) as caught:
        build_application(load_settings(tmp_path / "home"))
    assert len(message(caught.value.key, "kk", **caught.value.values).splitlines()) == 1


def test_a_process_that_stays_catches_up_with_what_another_has_added(copy):
    staying = build_application(load_settings(copy), stays=True)
    added = build_application(load_settings(copy))
    added.catalogue.add([Document("x", "Белгі", "Мұнда белгі17х бар.", Language.KK)])
    staying.retriever.catch_up()  # the other has not indexed yet: it is at it
    assert added.retriever.pending() == 1
    added.index()
    assert staying.retriever.pending() == 1
    staying.retriever.catch_up()
    assert staying.retriever.pending() == 0
    assert staying.is_whole()
