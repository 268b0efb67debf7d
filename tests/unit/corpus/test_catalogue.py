import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue import Catalogue, Change
from corpus.document import Document, Kind, Language, Span
from corpus.errors import (
    DamagedCatalogueError,
    Notice,
    UnavailableCatalogueError,
    UnknownDocumentError,
    UnreadableError,
)
from corpus.provenance import Reading, pack, unpack

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


def test_checksums_of_many_documents_are_told_at_once(catalogue):
    other = replace(DOCUMENT, id='b, "c"', text="Басқа")
    catalogue.add([DOCUMENT, other])
    asked = [DOCUMENT.id, other.id, "gone"]
    expected = {DOCUMENT.id: DOCUMENT.checksum, other.id: other.checksum}
    assert catalogue.checksums_of(asked) == expected


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


# What the first version made, before there was any other.
FIRST_SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, checksum TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
    language TEXT NOT NULL, kind TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT,
    version TEXT NOT NULL, url TEXT NOT NULL, asides TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX documents_by_state ON documents (id, checksum);
CREATE TABLE indexed (
    channel TEXT NOT NULL, document_id TEXT NOT NULL, stamp TEXT NOT NULL,
    PRIMARY KEY (channel, document_id)
) WITHOUT ROWID;
PRAGMA user_version = 1;
"""


@pytest.fixture
def old_file(tmp_path):
    """A catalogue of the first version that holds one indexed Document."""
    file = tmp_path / "old.sqlite"
    with sqlite3.connect(file) as connection:
        connection.executescript(FIRST_SCHEMA)
        connection.execute(
            "INSERT INTO documents VALUES (?, ?, '/in/a.txt', ?, 'kk', 'news', 'BAQ.KZ', "
            "'2026-02-13', 'v1', 'https://example.kz', '[[0, 7], [23, 35]]', ?)",
            (DOCUMENT.id, DOCUMENT.checksum, DOCUMENT.title, DOCUMENT.text),
        )
        connection.execute(
            "INSERT INTO indexed VALUES ('lexical', 'a', ?)", (f"{DOCUMENT.checksum}1",)
        )
    connection.close()
    return file


def test_a_catalogue_of_the_first_version_is_brought_up_where_it_lies(old_file):
    for _ in range(2):  # the second time there is nothing to do
        catalogue = Catalogue(old_file)
        assert list(catalogue) == [DOCUMENT]
        assert catalogue.count_pending("lexical", "1") == 0
        assert catalogue.provenance.brought_by("/in/a.txt") == ["a"]
        assert catalogue.is_sound()
        catalogue.close()


def test_two_who_open_an_old_catalogue_at_once_bring_it_up_once(old_file):
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Catalogue(old_file), range(4)))
    for catalogue in opened:
        assert list(catalogue) == [DOCUMENT]
        catalogue.close()


def test_a_document_whose_stored_text_is_damaged_is_replaced_when_it_is_added_again(
    catalogue, tmp_path
):
    catalogue.add([DOCUMENT])
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.execute("UPDATE documents SET text = text || '!'")
    connection.close()
    assert catalogue.add([DOCUMENT]) == [Change.REPLACED]
    assert catalogue.get("a") == DOCUMENT
    assert catalogue.damaged() == []


DAMAGED_VALUES = {
    "a language that there is not": "language = 'xx'",
    "a kind that there is not": "kind = ''",
    "a date that is none": "published = '2026-13-45'",
    "asides that are no JSON": "asides = '[['",
    "asides of one number": "asides = '[[1]]'",
    "bytes that are no text": "text = CAST(x'ff00ff' AS TEXT)",
}


@pytest.mark.parametrize("name", DAMAGED_VALUES)
def test_a_row_that_no_document_has_is_told_as_damaged_and_can_be_mended(catalogue, tmp_path, name):
    catalogue.add([DOCUMENT])
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.execute(f"UPDATE documents SET {DAMAGED_VALUES[name]}")
    connection.close()
    assert catalogue.damaged() == ["a"]
    if "text" not in DAMAGED_VALUES[name]:
        with pytest.raises(DamagedCatalogueError):
            list(catalogue)
    assert catalogue.add([DOCUMENT]) == [Change.REPLACED]
    assert list(catalogue) == [DOCUMENT]


USES = {
    "iterating": list,
    "counting pending": lambda catalogue: catalogue.count_pending("lexical", "1"),
    "adding": lambda catalogue: catalogue.add([DOCUMENT]),
    "removing": lambda catalogue: [catalogue.remove(f"d{n}") for n in range(300)],
    "copying": lambda catalogue: catalogue.copy(catalogue._database.path.with_name("copy")),
}


@pytest.mark.parametrize("name", USES)
def test_a_damaged_page_is_told_as_damage_whatever_is_asked(tmp_path, name):
    file = tmp_path / "catalogue.sqlite"
    catalogue = Catalogue(file)
    catalogue.add([replace(DOCUMENT, id=f"d{n}", text=f"{n} {DOCUMENT.text}") for n in range(300)])
    catalogue.close()
    data = file.read_bytes()
    file.write_bytes(data[:4096] + bytes([0xFF]) * (len(data) - 4096))
    with pytest.raises(DamagedCatalogueError) as caught, closing(Catalogue(file)) as damaged:
        USES[name](damaged)
    assert caught.value.key in ("error-catalogue-damaged", "error-catalogue-corrupt")
    assert caught.value.values["path"] == str(file)


def test_a_catalogue_that_another_process_keeps_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.database._PATIENCE", 0.1)
    catalogue = Catalogue(tmp_path / "c")
    other = sqlite3.connect(tmp_path / "c", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UnavailableCatalogueError, match="error-catalogue-busy"):
        catalogue.add([DOCUMENT])
    other.execute("ROLLBACK")
    other.close()
    assert catalogue.add([DOCUMENT]) == [Change.ADDED]
    catalogue.close()


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path):
    catalogue = Catalogue(tmp_path / "c")
    catalogue.add([DOCUMENT])
    catalogue._database.rows("PRAGMA max_page_count = 20")
    large = replace(DOCUMENT, id="large", text="сөз " * 100_000)
    with pytest.raises(UnavailableCatalogueError, match="error-catalogue-disk"):
        catalogue.add([replace(DOCUMENT, id="b"), large])
    assert list(catalogue) == [DOCUMENT]
    catalogue.close()


def test_many_threads_share_one_catalogue(catalogue):
    def work(number):
        document = replace(DOCUMENT, id=f"d{number % 8}", text=f"Мәтін {number}")
        catalogue.add([document])
        list(catalogue)
        catalogue.mark_indexed("lexical", [document], "1")
        return len(catalogue)

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(work, range(64))) == 8
    assert catalogue.is_sound()
    assert catalogue.damaged() == []


def test_a_transaction_within_another_is_a_part_of_it(catalogue):
    def fail():
        with catalogue.transaction():
            catalogue.add([DOCUMENT])
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail()
    assert len(catalogue) == 0


def test_a_removed_document_has_its_places_read_anew(catalogue):
    catalogue.add([DOCUMENT], "/in/a.txt")
    catalogue.provenance.note_brought("/in/a.txt", ["a"])
    catalogue.provenance.record(Reading("/in/a.txt", "/in", "1", "checksum"))
    catalogue.remove("a")
    assert catalogue.provenance.reading("/in/a.txt") is None
    assert catalogue.provenance.brought_by("/in/a.txt") == []


def test_a_reading_comes_back_as_it_was_recorded(catalogue):
    told = [Notice("notice-encoding", name="a", encoding="UTF-16"), UnreadableError("x", n=1)]
    reading = Reading("/in/a", "/in", "s", "c", 1, 2, '"e"', "Sat", pack(told))
    catalogue.provenance.record(reading)
    assert catalogue.provenance.reading("/in/a") == reading
    back = unpack(reading.told)
    assert [(type(one), one.key, one.values) for one in back] == [
        (type(one), one.key, one.values) for one in told
    ]
