"""The whole program with an embedding model in its settings."""

import pytest

from bot.settings import load_settings
from bot.wiring import build_application
from corpus.document import Language
from prompts.messages import message
from retrieval.segmentation import segment
from tests.integration.dense.asking import QUESTION


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Opens the program over one home with that embedding model in the environment."""

    def open_with(model):
        monkeypatch.setenv("ATAZAN_MODELS_FOLDER", "/")
        monkeypatch.setenv("ATAZAN_EMBEDDING_MODEL", str(model))
        return build_application(load_settings(tmp_path / "home"))

    return open_with


@pytest.fixture
def indexed(program, model):
    application = program(model)
    application.add_default_corpus()
    application.index()
    return application


def test_the_whole_program_searches_both_ways(indexed):
    counts = indexed.retriever.counts()
    assert counts["dense"] == counts["lexical"] > 0
    assert indexed.retriever.pending() == 0
    assert indexed.is_whole()
    answer = indexed.assistant.answer(QUESTION)
    assert "145" in answer.text
    for citation in answer.citations:
        assert citation.document.text[slice(*citation.span)] == citation.quote


def test_a_document_removed_from_the_catalogue_leaves_both_channels(indexed):
    before = indexed.retriever.counts()
    gone = next(d for d in indexed.catalogue if d.id.startswith("003"))
    indexed.catalogue.remove(gone.id)
    assert indexed.retriever.pending() > 0
    indexed.index()
    left = {name: count - len(list(segment(gone))) for name, count in before.items()}
    assert indexed.retriever.counts() == left
    assert indexed.retriever.pending() == 0
    assert indexed.is_whole()
    evidence = indexed.retriever.search(QUESTION, Language.KK, 50)
    assert gone.id not in {item.passage.document.id for item in evidence}


def test_another_model_in_the_settings_has_everything_embedded_anew(indexed, program, other_model):
    changed = program(other_model)
    assert changed.retriever.pending() == len(changed.catalogue)
    assert not changed.is_whole()
    changed.index()
    assert changed.retriever.pending() == 0
    assert changed.is_whole()


def test_a_rebuilt_index_is_whole(indexed):
    indexed.rebuild()
    assert indexed.is_whole()


def test_a_damaged_collection_is_mended_by_the_command_that_its_line_names(
    indexed, tmp_path, atazan, model
):
    home, passages = tmp_path / "home", indexed.retriever.counts()["dense"]
    (home / "index" / "dense" / "chroma.sqlite3").write_bytes(b"no database at all" * 1000)
    done = atazan("search", QUESTION, "--home", home, ATAZAN_EMBEDDING_MODEL=str(model))
    assert (done.returncode, done.stdout) == (1, "")
    assert "atazan index --rebuild" in done.stderr
    done = atazan("index", "--rebuild", "--home", home, ATAZAN_EMBEDDING_MODEL=str(model))
    assert (done.returncode, done.stderr) == (0, "")
    assert message("index-state", "ru", channel="dense", passages=passages) in done.stdout


def test_another_process_finds_the_vectors_and_is_silent_about_the_model(
    indexed, tmp_path, atazan, model
):
    done = atazan("index", "--home", tmp_path / "home", ATAZAN_EMBEDDING_MODEL=str(model))
    assert (done.returncode, done.stderr) == (0, "")
    passages = indexed.retriever.counts()["dense"]
    assert message("index-state", "ru", channel="dense", passages=passages) in done.stdout


def test_a_model_folder_that_is_gone_is_one_line_for_a_person(tmp_path, atazan):
    gone = str(tmp_path / "gone")
    done = atazan("ask", QUESTION, "--home", tmp_path / "home", ATAZAN_EMBEDDING_MODEL=gone)
    assert (done.returncode, done.stdout) == (1, "")
    assert message("error-model-missing", "ru", path=gone) in done.stderr
    assert len(done.stderr.splitlines()) == 1
