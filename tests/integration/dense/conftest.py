"""Models that the tests make, and the articles that they embed."""

from itertools import islice

import pytest

from corpus.catalogue import Catalogue
from corpus.default import default_corpus
from corpus.intake import take_in
from retrieval.embedding import SentenceTransformerEmbedder
from tests.chroma_server import ChromaServer
from tests.tiny_models import write_tiny_sentence_transformer, write_tiny_static_model

WRITERS = {"transformer": write_tiny_sentence_transformer, "static": write_tiny_static_model}


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


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory):
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server
