import numpy
import pytest

from bot.settings import Settings
from bot.wiring import build_application
from corpus.document import Document, Language
from retrieval.dense import DenseChannel
from retrieval.embedding import SentenceTransformerEmbedder
from retrieval.errors import ModelError
from retrieval.lexicon import Lexicon
from retrieval.query import build_query
from retrieval.segmentation import segment
from tests.tiny_models import write_tiny_sentence_transformer

TEXTS = {
    "a": "Құрылтай 145 депутаттан тұрады.",
    "b": "Референдум 15 наурызда өтеді.",
    "c": "Вице-президент партияда болмайды.",
}


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return write_tiny_sentence_transformer(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def embedder(model):
    return SentenceTransformerEmbedder(model)


def passages(document_id):
    document = Document(document_id, document_id, TEXTS[document_id], Language.KK)
    return list(segment(document))


def query(text):
    return build_query(text, Language.KK, Lexicon([]))


@pytest.fixture
def channel(tmp_path, embedder):
    opened = DenseChannel(tmp_path / "dense", embedder)
    for document_id in TEXTS:
        opened.add(passages(document_id))
    return opened


def test_embeddings_are_rows_of_length_one(embedder):
    rows = embedder.embed_passages(list(TEXTS.values()))
    assert (rows.shape, rows.dtype) == ((3, embedder.dimension), numpy.float32)
    assert numpy.allclose(numpy.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_questions_and_passages_get_the_prefix_of_the_model(embedder):
    (as_query,), (as_passage,) = embedder.embed_queries(["x"]), embedder.embed_passages(["x"])
    (spelled,) = embedder._model.encode(["query: x"], normalize_embeddings=True)
    assert numpy.allclose(as_query, spelled, atol=1e-5)
    assert not numpy.allclose(as_query, as_passage, atol=1e-3)


@pytest.mark.parametrize("document_id", TEXTS)
def test_a_passage_is_nearest_to_itself(tmp_path, model, embedder, document_id):
    embedder = SentenceTransformerEmbedder(model)
    embedder._model.prompts = {}  # without prefixes a text and its question are the same text
    channel = DenseChannel(tmp_path / "dense", embedder)
    for each in TEXTS:
        channel.add(passages(each))
    best, *_ = channel.search(query(f"{document_id}. {TEXTS[document_id]}"), 3)
    assert best.document_id == document_id
    assert best.score == pytest.approx(1, abs=1e-4)


def test_scores_are_cosines_in_descending_order(channel):
    scores = [hit.score for hit in channel.search(query("депутат"), 10)]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(-1.0001 <= score <= 1.0001 for score in scores)


def test_a_removed_document_is_found_no_more(channel):
    channel.remove("b")
    assert channel.count() == 2
    assert "b" not in {hit.document_id for hit in channel.search(query("референдум"), 10)}


def test_what_was_added_is_there_after_reopening(channel, tmp_path, embedder):
    assert DenseChannel(tmp_path / "dense", embedder).count() == channel.count() == 3


def test_vectors_of_another_model_never_mix(channel, tmp_path):
    other = write_tiny_sentence_transformer(tmp_path / "other", seed=1, dimension=32)
    reopened = DenseChannel(tmp_path / "dense", SentenceTransformerEmbedder(other))
    assert reopened.count() == 0
    reopened.add(passages("a"))
    assert reopened.search(query("депутат"), 5)[0].document_id == "a"


def test_a_model_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(tmp_path / "gone")
    assert caught.value.key == "error-model-missing"


def test_a_folder_that_is_no_model_is_told(tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(tmp_path)
    assert caught.value.key == "error-model-unloadable"


def test_the_whole_program_searches_both_ways(tmp_path, model):
    application = build_application(Settings(home=tmp_path, embedding_model=model))
    application.add_default_corpus()
    application.index()
    assert application.retriever.counts() == {"lexical": 43, "dense": 43}
    assert application.retriever.pending() == 0
    assert application.is_whole()
    answer = application.assistant.answer("Құрылтайда қанша депутат болады?")
    assert "145" in answer.text
    application.catalogue.remove("003_9c4763a0303d8e9c")
    application.index()
    assert application.is_whole()
    assert application.retriever.counts() == {"lexical": 39, "dense": 39}
