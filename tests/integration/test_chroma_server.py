"""The program over a real Chroma server, found, lost and found again."""

import pytest

from bot.settings import load_settings
from bot.wiring import build_application
from corpus.document import Language
from prompts.messages import message
from retrieval.errors import IndexServerError
from tests.chroma_server import ChromaServer
from tests.conftest import write_documents
from tests.tiny_models import write_tiny_static_model

QUESTION = "Құрылтайда қанша депутат болады?"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return write_tiny_static_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def server(tmp_path):
    with ChromaServer(tmp_path / "chroma") as running:
        yield running


@pytest.fixture
def settings(model, server):
    named = {"ATAZAN_EMBEDDING_MODEL": str(model), "ATAZAN_MODELS_FOLDER": str(model.parent)}
    return named | {"ATAZAN_CHROMA_URL": server.url}


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def program(settings, home, monkeypatch):
    """Opens the program over the home and the server; what it goes on without is kept."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    def open_with(on_fault=None):
        return build_application(load_settings(home), on_fault=on_fault)

    return open_with


def indexed(program):
    application = program()
    application.add_default_corpus()
    application.index()
    return application


def test_the_vectors_lie_on_the_server_and_are_found_by_another_process(
    program, home, atazan, settings
):
    application = indexed(program)
    counts = application.retriever.counts()
    assert counts["dense"] == counts["lexical"] > 0
    assert not (home / "index" / "dense").exists()
    done = atazan("index", "--home", home, **settings)
    assert (done.returncode, done.stderr) == (0, "")
    told = message("index-state", "ru", channel="dense", passages=counts["dense"])
    assert told in done.stdout


def test_two_homes_share_a_server_in_collections_of_their_own(program, monkeypatch):
    first = indexed(program)
    monkeypatch.setenv("ATAZAN_CHROMA_COLLECTION", "second")
    assert program().retriever.counts()["dense"] == 0
    assert first.retriever.counts()["dense"] > 0


def test_a_search_goes_on_by_words_when_the_server_is_lost_meanwhile(program, server):
    indexed(program)
    faults = []
    application = program(faults.append)
    found = application.retriever.search(QUESTION, Language.KK, 5)
    assert (len(found), faults) == (5, [])
    server.stop()
    found = application.retriever.search(QUESTION, Language.KK, 5)
    assert "145" in "".join(item.passage.text for item in found)
    assert [type(fault) for fault in faults] == [IndexServerError]
    server.start()
    application.retriever.search(QUESTION, Language.KK, 5)
    assert len(faults) == 1


def test_a_question_is_answered_without_the_server_and_says_so(
    program, home, server, settings, atazan
):
    indexed(program)
    server.stop()
    done = atazan("ask", QUESTION, "--home", home, **settings)
    assert done.returncode == 0
    assert "145 депутат" in done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Сервер Chroma {server.url} не отвечает")
    assert line.endswith("поиск идёт без векторов, по словам.")


def test_indexing_without_the_server_is_one_line(program, home, server, settings, atazan):
    indexed(program)
    server.stop()
    for arguments in (("index",), ("index", "--rebuild")):
        done = atazan(*arguments, "--home", home, **settings)
        assert (done.returncode, done.stdout) == (1, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"Ошибка: Сервер Chroma {server.url} не отвечает")


def test_what_is_added_without_the_server_is_indexed_there_once_it_is_back(
    program, home, server, settings, atazan, tmp_path
):
    indexed(program)
    server.stop()
    folder = write_documents(tmp_path / "more", 2)
    added = atazan("corpus", "add", folder, "--home", home, **settings)
    assert added.returncode == 0
    assert added.stderr.count("не отвечает") == 1
    server.start()
    application = program()
    assert application.retriever.pending() == 2
    application.index()
    assert application.is_whole()


def test_doctor_tells_of_the_server(program, home, server, settings, atazan):
    indexed(program)
    assert (
        f"+ Сервер Chroma {server.url}: в порядке"
        in atazan("doctor", "--home", home, **settings).stdout
    )
    server.stop()
    done = atazan("doctor", "--home", home, **settings)
    assert done.returncode == 1
    assert f"- Сервер Chroma {server.url}: нет" in done.stdout


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://host/a/b", "http://"])
def test_an_address_that_is_none_is_told_by_the_settings(atazan, tmp_path, url):
    done = atazan("ask", QUESTION, "--home", tmp_path, ATAZAN_CHROMA_URL=url)
    assert done.returncode == 1
    assert "Настройка chroma_url" in done.stderr
