"""A machine that publishes, the folder it publishes into, and a machine that follows."""

import pytest

from bot.following import Follower
from bot.settings import Settings
from corpus.catalogue import Catalogue
from corpus.document import Document, Language


def fill(home, count, first=0):
    """Have numbered Documents in the catalogue of a data folder, each with a word of its own."""
    catalogue = Catalogue(Settings(home=home).catalogue_path)
    texts = (
        f"Бұл {number}-құжат, онда белгі{number}х бар." for number in range(first, first + count)
    )
    documents = [
        Document(f"d{number}", f"Тақырып {number}", text, Language.KK)
        for number, text in enumerate(texts, first)
    ]
    catalogue.add(documents)
    catalogue.close()


def drop(home, document_id):
    catalogue = Catalogue(Settings(home=home).catalogue_path)
    catalogue.remove(document_id)
    catalogue.close()


@pytest.fixture
def home(tmp_path):
    """The data folder of the machine that fills the corpus."""
    fill(tmp_path / "home", 3)
    return tmp_path / "home"


@pytest.fixture
def published(tmp_path):
    """The folder of the snapshots."""
    return tmp_path / "published"


@pytest.fixture
def worker(tmp_path, published):
    """The settings of a machine that follows them."""
    return Settings(home=tmp_path / "worker", snapshots=published)


def follower(worker, refused=None):
    told = refused if refused is not None else []
    return Follower(worker, worker.snapshots, lambda error: told.append(error.key))


def finds(application, number):
    _, found = application.assistant.find(f"белгі{number}х")
    return f"d{number}" in {one.passage.document.id for one in found}


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
