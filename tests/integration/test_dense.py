"""The dense channel: real Chroma, in a folder and on a server, and real, if tiny, models."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import islice
from uuid import uuid4

import numpy
import pytest
from sentence_transformers import SentenceTransformer

from bot.settings import load_settings
from bot.wiring import build_application
from corpus.catalogue import Catalogue
from corpus.default import default_corpus
from corpus.document import Document, Kind, Language
from corpus.intake import take_in
from prompts.messages import message
from retrieval.dense import DenseChannel
from retrieval.embedding import SentenceTransformerEmbedder
from retrieval.errors import DamagedIndexError, ModelError
from retrieval.filter import Filter
from retrieval.lexicon import Lexicon
from retrieval.local_vectors import LocalVectors
from retrieval.query import build_query
from retrieval.segmentation import segment
from retrieval.vectors import vectors_in, vectors_on
from tests.chroma_server import ChromaServer
from tests.tiny_models import write_tiny_sentence_transformer, write_tiny_static_model

WRITERS = {"transformer": write_tiny_sentence_transformer, "static": write_tiny_static_model}
QUESTION = "Құрылтайда қанша депутат болады?"


@pytest.fixture(scope="session", params=WRITERS)
def model(request, tmp_path_factory):
    return WRITERS[request.param](tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def embedder(model):
    return SentenceTransformerEmbedder(model)


@pytest.fixture(scope="session")
def transformer(tmp_path_factory):
    return write_tiny_sentence_transformer(tmp_path_factory.mktemp("models") / "transformer")


@pytest.fixture(scope="session")
def other_model(tmp_path_factory):
    """Another model under the same name, of another size."""
    folder = tmp_path_factory.mktemp("others") / "tiny"
    return write_tiny_sentence_transformer(folder, dimension=32, seed=1)


@pytest.fixture(scope="session")
def documents(tmp_path_factory):
    """The articles, each with a few passages."""
    catalogue = Catalogue(tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite")
    assert not [outcome for outcome in take_in(catalogue, default_corpus()) if outcome.error]
    return list(islice(catalogue, 5))


def passages_of(documents):
    return [passage for document in documents for passage in segment(document)]


def query(text):
    return build_query(text, Language.KK, Lexicon([]))


def found_by(channel, text, limit=1000):
    return {hit.document_id for hit in channel.search(query(text), limit)}


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory):
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["a folder", "a server", "a file"])
def opened(request, tmp_path):
    """Opens the test's own collection, each time anew."""
    if request.param == "a folder":
        return lambda: vectors_in(tmp_path / "dense")
    if request.param == "a file":
        return lambda: LocalVectors(tmp_path / "vectors")
    url = request.getfixturevalue("chroma_server").url
    collection = uuid4().hex
    return lambda: vectors_on(url, collection)


@pytest.fixture
def channel(opened, embedder, documents):
    channel = DenseChannel(opened(), embedder)
    channel.add(passages_of(documents))
    channel.commit()
    return channel


def test_embeddings_are_float32_rows_of_length_one(embedder, documents):
    texts = [passage.text for passage in passages_of(documents)]
    for rows in (embedder.embed_passages(texts), embedder.embed_queries(texts)):
        assert (rows.shape, rows.dtype) == ((len(texts), embedder.dimension), numpy.float32)
        assert numpy.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


def test_questions_and_passages_get_the_prefixes_of_the_model(model, embedder):
    plain = SentenceTransformer(str(model), device="cpu", local_files_only=True)
    as_query, as_passage = embedder.embed_queries([QUESTION]), embedder.embed_passages([QUESTION])
    for prefix, row in (("query: ", as_query), ("passage: ", as_passage)):
        spelled = plain.encode([prefix + QUESTION], prompt="", normalize_embeddings=True)
        assert numpy.allclose(row, spelled, atol=1e-5)
    assert not numpy.allclose(as_query, as_passage, atol=1e-3)


def test_the_nearest_passage_is_found_first(channel, embedder, documents):
    passages = passages_of(documents)
    titled = [f"{p.document.title} {p.heading}".strip() + f". {p.text}" for p in passages]
    asked = [passage.text for passage in passages]
    cosines = embedder.embed_queries(asked) @ embedder.embed_passages(titled).T
    firsts = [channel.search(query(text), 5)[0].score for text in asked]
    # Stored vectors are rounded, so of two that are equally near either may come first; and the
    # search of Chroma is an approximate one.
    near = numpy.abs(numpy.array(firsts) - cosines.max(axis=1)) < 0.002
    assert near.mean() >= 0.95, [asked[place] for place in numpy.flatnonzero(~near)]


def test_a_hit_names_the_place_it_was_found_at(channel, documents):
    places = {
        (p.document.id, p.span, p.locator, p.document.checksum[:12]) for p in passages_of(documents)
    }
    hits = channel.search(query(QUESTION), 1000)
    assert {(hit.document_id, hit.span, hit.locator, hit.checksum) for hit in hits} == places


def test_scores_are_cosines_in_descending_order(channel, documents):
    texts = [documents[0].title, QUESTION, "🗳️", "x" * 5000]
    for text in texts:
        scores = [hit.score for hit in channel.search(query(text), 1000)]
        assert len(scores) == channel.count()
        assert scores == sorted(scores, reverse=True)
        assert all(-1 <= score <= 1 for score in scores)


OLD, YOUNG = date(2026, 1, 1), date(2026, 3, 1)
DATED = [
    Document("old", "Т", "Құрылтай болады.", Language.KK, Kind.NEWS, published=OLD),
    Document("young", "Т", "Құрылтай келеді.", Language.KK, Kind.NEWS, published=YOUNG),
    Document("law", "Т", "Құрылтай бар.", Language.KK, Kind.LAW, version="1995"),
]
FILTERS = {
    "nothing": (Filter(), {"old", "young", "law"}),
    "a kind": (Filter(kinds=frozenset({Kind.LAW})), {"law"}),
    "two kinds": (Filter(kinds=frozenset({Kind.LAW, Kind.NEWS})), {"old", "young", "law"}),
    "since": (Filter(since=date(2026, 2, 1)), {"young"}),
    "until": (Filter(until=OLD), {"old"}),
    "a version": (Filter(excluded_versions=frozenset({"1995", "2017"})), {"old", "young"}),
    "all at once": (Filter(frozenset({Kind.NEWS}), OLD, OLD, frozenset({"1995"})), {"old"}),
    "what is not there": (Filter(kinds=frozenset({Kind.EXPLAINER})), set()),
}


@pytest.mark.parametrize("narrowed", FILTERS)
def test_a_filter_narrows_what_is_found(opened, embedder, narrowed):
    channel = DenseChannel(opened(), embedder)
    channel.add(passages_of(DATED))
    channel.commit()
    narrowed, expected = FILTERS[narrowed]
    hits = channel.search(replace(query("Құрылтай"), filter=narrowed), 10)
    assert {hit.document_id for hit in hits} == expected


def test_no_more_hits_come_than_were_asked_for(channel):
    assert len(channel.search(query(QUESTION), 3)) == 3


def test_a_removed_document_is_found_no_more(channel, documents):
    gone, *kept = documents
    channel.remove(gone.id)
    channel.commit()
    assert channel.count() == len(passages_of(kept))
    assert found_by(channel, gone.title) == {document.id for document in kept}


def test_what_is_added_twice_is_held_once(channel, documents):
    channel.add(passages_of(documents))
    channel.commit()
    assert channel.count() == len(passages_of(documents))


def test_what_is_removed_before_it_was_committed_is_never_written(opened, embedder, documents):
    channel = DenseChannel(opened(), embedder)
    channel.add(passages_of(documents[:2]))
    channel.remove(documents[0].id)
    channel.commit()
    assert found_by(channel, QUESTION) == {documents[1].id}


def test_a_changed_document_replaces_its_passages(channel, documents):
    old = documents[0]
    new = Document(old.id, old.title, "Бір ғана сөйлем қалды.", old.language)
    channel.remove(old.id)
    channel.add(list(segment(new)))
    channel.commit()
    held = Counter(hit.document_id for hit in channel.search(query(QUESTION), 1000))
    assert held[old.id] == 1


def test_an_empty_collection_finds_nothing(opened, embedder):
    channel = DenseChannel(opened(), embedder)
    channel.remove("nothing")
    channel.commit()
    assert (channel.count(), channel.search(query(QUESTION), 5)) == (0, [])


def test_what_was_added_is_there_after_reopening(channel, opened, embedder, documents):
    reopened = DenseChannel(opened(), embedder)
    assert reopened.count() == len(passages_of(documents))
    assert found_by(reopened, QUESTION) == {document.id for document in documents}


def test_clearing_drops_all_and_leaves_no_files_of_vectors_behind(tmp_path, embedder, documents):
    channel = DenseChannel(vectors_in(tmp_path / "dense"), embedder)
    many = [
        Document(f"{copy}-{document.id}", document.title, document.text, document.language)
        for copy in range(1200 // len(passages_of(documents)) + 1)
        for document in documents
    ]  # from a thousand vectors on Chroma writes them to a folder of their own
    for document in many:
        channel.add(list(segment(document)))
    channel.commit()
    channel.search(query(QUESTION), 1)
    assert [folder for folder in (tmp_path / "dense").iterdir() if folder.is_dir()]
    channel.clear()
    assert channel.count() == 0
    assert not [folder for folder in (tmp_path / "dense").iterdir() if folder.is_dir()]
    channel.add(passages_of(documents))
    channel.commit()
    assert found_by(channel, QUESTION) == {document.id for document in documents}


def test_vectors_of_another_model_never_mix(channel, opened, embedder, other_model, documents):
    other = DenseChannel(opened(), SentenceTransformerEmbedder(other_model))
    assert other.count() == 0
    other.add(passages_of(documents[:1]))
    other.commit()
    assert found_by(other, QUESTION) == {documents[0].id}
    assert DenseChannel(opened(), embedder).count() == 0


def test_other_weights_of_the_same_name_and_size_are_another_model(tmp_path):
    first, second = (
        SentenceTransformerEmbedder(
            write_tiny_static_model(tmp_path / f"{seed}" / "tiny", 16, seed)
        )
        for seed in (0, 1)
    )
    assert first.dimension == second.dimension
    assert first.name != second.name
    assert all(embedder.name.startswith("tiny@") for embedder in (first, second))


def test_a_copy_of_a_model_is_the_same_model(tmp_path, model, embedder):
    shutil.copytree(model, tmp_path / "elsewhere" / "tiny")
    assert SentenceTransformerEmbedder(tmp_path / "elsewhere" / "tiny").name == embedder.name


def test_a_damaged_collection_is_told(tmp_path, embedder):
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database at all" * 1000)
    with pytest.raises(DamagedIndexError) as caught:
        DenseChannel(vectors_in(tmp_path), embedder)
    assert caught.value.key == "error-index-damaged"
    assert str(tmp_path) in said(caught.value)


def said(error):
    """What a person reads: one line."""
    text = message(error.key, "ru", **error.values)
    assert len(text.splitlines()) == 1
    return text


RECORDS = {
    "those of its record": ('query = "сұрақ: "\npassage = "мәтін: "', "сұрақ: ", "мәтін: "),
    "its own, the record naming none": ('query = ""\npassage = ""', "query: ", "passage: "),
    "one of two": ('query = "сұрақ: "\npassage = ""', "сұрақ: ", ""),
}


@pytest.mark.parametrize("record", RECORDS)
def test_a_model_with_a_record_gets_its_prefixes(tmp_path, transformer, record):
    folder = shutil.copytree(transformer, tmp_path / "tiny")
    written, query_prefix, passage_prefix = RECORDS[record]
    (folder / "atazan.toml").write_text(f'kind = "embedding"\n[prefix]\n{written}\n')
    embedder = SentenceTransformerEmbedder(folder)
    plain = SentenceTransformer(str(transformer), device="cpu", local_files_only=True)
    for prefix, row in (
        (query_prefix, embedder.embed_queries([QUESTION])),
        (passage_prefix, embedder.embed_passages([QUESTION])),
    ):
        spelled = plain.encode([prefix + QUESTION], prompt="", normalize_embeddings=True)
        assert numpy.allclose(row, spelled, atol=1e-5)


@pytest.mark.parametrize("record", ["[prefix", 'prefix = "query: "', "[prefix]\nquery = 1\n"])
def test_a_record_that_is_damaged_is_told(tmp_path, transformer, record):
    folder = shutil.copytree(transformer, tmp_path / "tiny")
    (folder / "atazan.toml").write_text(record)
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(folder)
    assert "atazan.toml" in said(caught.value)


def test_a_model_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(tmp_path / "gone")
    assert caught.value.key == "error-model-missing"
    assert str(tmp_path / "gone") in said(caught.value)


DAMAGES = {
    "an empty folder": lambda folder: (shutil.rmtree(folder), folder.mkdir()),
    "weights cut off": lambda folder: truncate(folder / "model.safetensors", 1000),
    "weights of nothing": lambda folder: truncate(folder / "model.safetensors", 0),
    "weights missing": lambda folder: (folder / "model.safetensors").unlink(),
    "a broken list of modules": lambda folder: (folder / "modules.json").write_text("["),
    "a list that is none": lambda folder: (folder / "modules.json").write_text('{"a": 1}'),
    "a module of strangers": lambda folder: (folder / "modules.json").write_text(
        '[{"idx": 0, "name": "0", "path": "", "type": "strangers.Module"}]'
    ),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").unlink(),
    "a size that is no number": lambda folder: (folder / "config.json").write_text(
        '{"model_type": "bert", "hidden_size": "wide"}'
    ),
    "no pooling": lambda folder: shutil.rmtree(folder / "1_Pooling"),
}


def truncate(file, length):
    file.write_bytes(file.read_bytes()[:length])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_folder_that_is_no_whole_model_is_told_in_one_line(tmp_path, transformer, damage):
    shutil.copytree(transformer, tmp_path / "broken")
    DAMAGES[damage](tmp_path / "broken")
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(tmp_path / "broken")
    assert caught.value.key == "error-model-unloadable"
    assert str(tmp_path / "broken") in said(caught.value)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Opens the program over one home with that embedding model in the environment."""

    def open_with(model):
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
