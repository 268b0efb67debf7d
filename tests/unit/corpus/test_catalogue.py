import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue import Catalogue, Change
from corpus.document import Document, Kind, Language, Span
from corpus.errors import DamagedCatalogueError, UnknownDocumentError

DOCUMENT = Document(
    id="a",
    title="Тақырып",
    text="Тақырып\nБірінші абзац.\nСурет: біреу",
    language=Language.KK,
    kind=Kind.NEWS,
    publisher="BAQ.KZ",
    published=date(2026, 2, 13),
    version="v1",
    url="https://example.kz",
    asides=(Span(0, 7), Span(23, 35)),
)


@pytest.fixture
def catalogue(tmp_path):
    opened = Catalogue(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


def test_a_document_comes_back_as_it_was_added(catalogue):
    catalogue.add([DOCUMENT])
    assert catalogue.get("a") == DOCUMENT


def test_adding_the_same_document_twice_changes_nothing(catalogue):
    assert catalogue.add([DOCUMENT, DOCUMENT]) == [Change.ADDED, Change.UNCHANGED]
    assert len(catalogue) == 1


@pytest.mark.parametrize(
    "change",
    [{"text": "Басқа"}, {"title": "Басқа"}, {"published": None}, {"asides": ()}, {"version": "v2"}],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_document_replaces_the_old_one(catalogue, change):
    catalogue.add([DOCUMENT])
    changed = replace(DOCUMENT, **change)
    assert catalogue.add([changed]) == [Change.REPLACED]
    assert list(catalogue) == [changed]


def test_a_removed_document_is_unknown(catalogue):
    catalogue.add([DOCUMENT])
    catalogue.remove("a")
    with pytest.raises(UnknownDocumentError):
        catalogue.get("a")
    with pytest.raises(UnknownDocumentError):
        catalogue.remove("a")


def test_a_batch_that_fails_adds_nothing(catalogue):
    def documents():
        yield DOCUMENT
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        catalogue.add(documents())
    assert len(catalogue) == 0


def test_a_document_is_pending_until_its_present_state_is_indexed(catalogue):
    catalogue.add([DOCUMENT])
    assert list(catalogue.pending("lexical", "1")) == [DOCUMENT]
    catalogue.mark_indexed("lexical", [DOCUMENT], "1")
    assert catalogue.count_pending("lexical", "1") == 0
    assert catalogue.count_pending("lexical", "2") == 1
    assert catalogue.count_pending("dense", "1") == 1
    catalogue.add([replace(DOCUMENT, text="Жаңа мәтін")])
    assert catalogue.count_pending("lexical", "1") == 1


def test_a_removed_document_is_orphaned_until_the_channel_has_dropped_it(catalogue):
    catalogue.add([DOCUMENT])
    catalogue.mark_indexed("lexical", [DOCUMENT], "1")
    catalogue.remove("a")
    assert catalogue.orphaned("lexical") == ["a"]
    catalogue.forget_orphaned("lexical")
    assert catalogue.orphaned("lexical") == []


def test_two_processes_see_one_catalogue(tmp_path):
    one, other = (Catalogue(tmp_path / "catalogue.sqlite") for _ in range(2))
    one.add([DOCUMENT])
    assert other.get("a") == DOCUMENT
    one.close()
    other.close()


def test_a_text_that_was_tampered_with_is_told(catalogue, tmp_path):
    catalogue.add([DOCUMENT])
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.execute("UPDATE documents SET text = text || '!'")
    connection.close()
    assert catalogue.damaged() == ["a"]
    assert catalogue.is_sound()


def test_a_file_that_is_no_catalogue_is_refused(tmp_path):
    (tmp_path / "c").write_bytes(b"no database at all, only words" * 100)
    with pytest.raises(DamagedCatalogueError):
        Catalogue(tmp_path / "c")


def test_a_catalogue_of_a_newer_version_is_refused(tmp_path):
    Catalogue(tmp_path / "c").close()
    with sqlite3.connect(tmp_path / "c") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DamagedCatalogueError, match="newer"):
        Catalogue(tmp_path / "c")
