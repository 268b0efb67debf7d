import os
import shutil
import time
from collections import Counter

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Kind, Language
from corpus.intake import take_in
from corpus.parsing import isolation
from corpus.source import Source
from corpus.sync import rehearsal, sync
from tests.conftest import write_lines
from tests.unit.corpus.samples import make_zip


@pytest.fixture
def catalogue(tmp_path):
    opened = Catalogue(tmp_path / "home" / "catalogue.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    (made / "deeper").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "deeper/c.txt"):
        write(made / name, f"Мәтін {name} туралы.")
    return made


def write(file, text):
    """Write a file as it would lie there for long: its time tells whether it has changed."""
    file.write_text(text, encoding="utf-8")
    age(file)


def age(file):
    long_ago = time.time() - 1000 + file.stat().st_size
    os.utime(file, (long_ago, long_ago))


def synced(catalogue, *sources):
    """Sync; return how often each thing happened."""
    listed = [source if isinstance(source, Source) else Source(str(source)) for source in sources]
    found = Counter()
    for outcome in sync(catalogue, listed, None):
        found[
            outcome.change.value if outcome.change else (outcome.error or outcome.notice).key
        ] += 1
    return dict(found)


def ids(catalogue):
    return sorted(document.id for document in catalogue)


def test_a_sync_adds_replaces_and_retires_and_does_no_more(catalogue, folder):
    assert synced(catalogue, folder) == {"added": 3}
    assert synced(catalogue, folder) == {"unchanged": 3}
    write(folder / "a.txt", "Басқа мәтін.")
    write(folder / "d.txt", "Жаңа мәтін.")
    (folder / "b.txt").unlink()
    assert synced(catalogue, folder) == {"added": 1, "replaced": 1, "unchanged": 1, "retired": 1}
    assert ids(catalogue) == ["a", "c", "d"]
    assert synced(catalogue, folder) == {"unchanged": 3}


def test_an_unchanged_file_is_not_even_opened(catalogue, folder, monkeypatch):
    synced(catalogue, folder)
    monkeypatch.setattr("corpus.reading._checksum", None)
    monkeypatch.setattr(isolation.Isolation, "parse", None)
    assert synced(catalogue, folder) == {"unchanged": 3}


def test_a_file_that_was_only_touched_is_not_parsed(catalogue, folder, monkeypatch):
    synced(catalogue, folder)
    for file in folder.glob("*.txt"):
        os.utime(file, (1, 1))
    monkeypatch.setattr(isolation.Isolation, "parse", None)
    assert synced(catalogue, folder) == {"unchanged": 3}
    monkeypatch.setattr("corpus.reading._checksum", None)
    assert synced(catalogue, folder) == {"unchanged": 3}


def test_a_file_that_was_written_a_moment_ago_is_compared_by_its_words(catalogue, folder):
    """It could change within the same tick of its clock."""
    file = folder / "a.txt"
    file.write_text("Бір мәтін.", "utf-8")
    state = file.stat()
    synced(catalogue, folder)
    file.write_text("Екі мәтін.", "utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert synced(catalogue, folder) == {"replaced": 1, "unchanged": 2}


def test_what_was_added_by_hand_stays_when_it_is_not_in_the_list(catalogue, folder, tmp_path):
    write(tmp_path / "own.txt", "Өз мәтінім.")
    list(take_in(catalogue, [tmp_path / "own.txt"]))
    synced(catalogue, folder)
    (tmp_path / "own.txt").unlink()
    assert synced(catalogue, folder) == {"unchanged": 3}
    assert ids(catalogue) == ["a", "b", "c", "own"]


def test_what_was_added_by_hand_from_a_listed_folder_goes_with_its_file(catalogue, folder):
    list(take_in(catalogue, [folder]))
    (folder / "deeper" / "c.txt").unlink()
    assert synced(catalogue, folder) == {"unchanged": 2, "retired": 1}


def test_a_source_that_left_the_list_takes_its_documents_with_it(catalogue, folder, tmp_path):
    write(tmp_path / "law.txt", "Заң мәтіні.")
    assert synced(catalogue, folder, tmp_path / "law.txt") == {"added": 4}
    assert synced(catalogue, tmp_path / "law.txt") == {"unchanged": 1, "retired": 3}
    assert ids(catalogue) == ["law"]
    assert synced(catalogue) == {"retired": 1}


def test_a_source_that_left_the_list_leaves_what_another_one_holds(catalogue, folder):
    synced(catalogue, folder, folder / "deeper")
    assert synced(catalogue, folder / "deeper") == {"unchanged": 1, "retired": 2}
    assert synced(catalogue, folder / "deeper" / "c.txt") == {"unchanged": 1}
    assert ids(catalogue) == ["c"]


def test_a_file_that_moved_within_the_sources_is_kept(catalogue, folder):
    synced(catalogue, folder)
    (folder / "a.txt").rename(folder / "deeper" / "a.txt")
    assert synced(catalogue, folder) == {"unchanged": 3}
    assert synced(catalogue, folder) == {"unchanged": 3}
    assert ids(catalogue) == ["a", "b", "c"]


def test_of_two_copies_one_may_go(catalogue, folder):
    shutil.copy2(folder / "a.txt", folder / "deeper")
    assert synced(catalogue, folder) == {"added": 3, "unchanged": 1}
    (folder / "a.txt").unlink()
    assert synced(catalogue, folder) == {"unchanged": 3}
    assert ids(catalogue) == ["a", "b", "c"]
    (folder / "deeper" / "a.txt").unlink()
    assert synced(catalogue, folder) == {"unchanged": 2, "retired": 1}


def test_of_two_copies_one_may_change(catalogue, folder):
    shutil.copy2(folder / "a.txt", folder / "deeper")
    synced(catalogue, folder)
    write(folder / "a.txt", "Енді басқа.")
    for _ in range(2):  # the other copy is read again at the latest by the next sync
        synced(catalogue, folder)
    assert sorted(document.text for document in catalogue) == sorted(
        file.read_text("utf-8") for file in folder.rglob("*.txt")
    )
    assert synced(catalogue, folder) == {"unchanged": 4}


def test_records_that_a_file_has_no_longer_are_retired(catalogue, tmp_path):
    records = [{"_id": f"d{n}", "text": f"Мәтін {n}."} for n in range(1200)]
    file = write_lines(tmp_path / "corpus.jsonl", records)
    assert synced(catalogue, file) == {"added": 1200}
    write_lines(file, records[100:])
    assert synced(catalogue, file) == {"unchanged": 1100, "retired": 100}
    file.write_bytes(make_zip({}))
    assert synced(catalogue, file)["error-folder-empty"] == 1
    assert len(catalogue) == 1100


def test_a_file_with_a_broken_part_retires_nothing(catalogue, tmp_path):
    records = [{"_id": f"d{n}", "text": f"Мәтін {n}."} for n in range(3)]
    file = write_lines(tmp_path / "corpus.jsonl", records)
    synced(catalogue, file)
    write_lines(file, [*records[:1], "broken"])
    assert synced(catalogue, file) == {"unchanged": 1, "error-line-not-json": 1}
    assert ids(catalogue) == ["d0", "d1", "d2"]


def test_a_file_that_has_become_unreadable_keeps_its_documents(catalogue, folder):
    synced(catalogue, folder)
    (folder / "a.txt").write_bytes(b"")
    assert synced(catalogue, folder) == {"unchanged": 2, "error-file-empty": 1}
    assert synced(catalogue, folder) == {"unchanged": 3, "error-file-empty": 1}
    assert ids(catalogue) == ["a", "b", "c"]


def test_what_was_refused_is_told_again_without_being_read(catalogue, folder, monkeypatch):
    (folder / "x.pdf").write_bytes(b"%PDF-1.4 cut")
    age(folder / "x.pdf")
    assert synced(catalogue, folder) == {"added": 3, "error-file-broken": 1}
    monkeypatch.setattr(isolation.Isolation, "parse", None)
    assert synced(catalogue, folder) == {"unchanged": 3, "error-file-broken": 1}


def test_a_listed_file_that_is_gone_is_told_and_its_document_retired(catalogue, folder):
    synced(catalogue, folder / "a.txt")
    (folder / "a.txt").unlink()
    assert synced(catalogue, folder / "a.txt") == {"retired": 1, "error-file-unreadable": 1}
    assert synced(catalogue, folder / "a.txt") == {"error-file-unreadable": 1}


@pytest.mark.parametrize("lose", [shutil.rmtree, lambda path: [*map(os.unlink, path.glob("*"))]], ids=["gone", "empty"])  # fmt: skip
def test_a_folder_that_is_gone_or_empty_keeps_its_documents(catalogue, tmp_path, lose):
    """Its disk may not be mounted."""
    inbox = tmp_path / "disk"
    inbox.mkdir()
    write(inbox / "a.txt", "Мәтін.")
    synced(catalogue, inbox)
    lose(inbox)
    (refusal,) = synced(catalogue, inbox)
    assert refusal in ("error-folder-empty", "error-file-unreadable")
    assert ids(catalogue) == ["a"]


def test_what_a_source_says_of_its_documents_stands_above_what_they_say(catalogue, folder):
    said = Source(str(folder), Kind.EXPLAINER, Language.RU, "Парламент", "2026-03-15")
    synced(catalogue, said)
    assert {(d.kind, d.language, d.publisher, d.version) for d in catalogue} == {
        (Kind.EXPLAINER, Language.RU, "Парламент", "2026-03-15")
    }
    assert synced(catalogue, said) == {"unchanged": 3}
    assert synced(catalogue, folder) == {"replaced": 3}


def test_the_first_source_that_reaches_a_file_describes_it(catalogue, folder):
    law = Source(str(folder / "deeper"), kind=Kind.LAW)
    assert synced(catalogue, law, folder) == {"added": 3}
    assert {document.id: document.kind for document in catalogue} == {
        "a": Kind.TEXT,
        "b": Kind.TEXT,
        "c": Kind.LAW,
    }
    assert synced(catalogue, law, folder) == {"unchanged": 3}


def test_changed_parsers_read_the_same_files_again(catalogue, folder, monkeypatch):
    synced(catalogue, folder)
    monkeypatch.setattr("corpus.reading._parsers", lambda: "changed")
    read = []
    parse = isolation.Isolation.parse
    monkeypatch.setattr(isolation.Isolation, "parse", lambda *a: read.append(a[1]) or parse(*a))
    assert synced(catalogue, folder) == {"unchanged": 3}
    assert len(read) == 3


def test_a_document_that_was_removed_by_hand_comes_back_while_it_is_listed(catalogue, folder):
    synced(catalogue, folder)
    catalogue.remove("a")
    assert synced(catalogue, folder) == {"added": 1, "unchanged": 2}


def test_names_that_are_no_text_are_not_taken_for_gone(catalogue, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    for name in (b"byte\xff.txt", b"two\nlines.txt", "әріп.txt".encode()):
        with open(os.fsencode(inbox) + b"/" + name, "w", encoding="utf-8") as file:
            file.write(f"Мәтін {name!r}.")
    assert synced(catalogue, inbox) == {"added": 3}
    list(take_in(catalogue, [inbox]))
    assert synced(catalogue, inbox) == {"unchanged": 3}


def test_a_sync_that_is_broken_off_goes_on_where_it_was(catalogue, folder, monkeypatch):
    parse = isolation.Isolation.parse

    def stop_at_c(self, path):
        if path.name == "c.txt":
            raise KeyboardInterrupt
        return parse(self, path)

    monkeypatch.setattr(isolation.Isolation, "parse", stop_at_c)
    with pytest.raises(KeyboardInterrupt):
        synced(catalogue, folder)
    assert ids(catalogue) == ["a", "b"]
    monkeypatch.setattr(isolation.Isolation, "parse", parse)
    assert synced(catalogue, folder) == {"added": 1, "unchanged": 2}


def test_a_rehearsal_says_what_would_be_and_leaves_all_as_it_is(catalogue, folder):
    synced(catalogue, folder)
    write(folder / "b.txt", "Басқа мәтін.")
    (folder / "a.txt").rename(folder / "deeper" / "a.txt")
    (folder / "deeper" / "c.txt").unlink()
    before = list(catalogue)
    for _ in range(2):
        with rehearsal(catalogue) as copy:
            assert synced(copy, folder) == {"unchanged": 1, "replaced": 1, "retired": 1}
    assert list(catalogue) == before
    assert synced(catalogue, folder) == {"unchanged": 1, "replaced": 1, "retired": 1}


def test_progress_counts_the_places(catalogue, folder):
    told = []
    list(sync(catalogue, [Source(str(folder))], None, lambda *counts: told.append(counts)))
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_an_add_reads_what_is_new_or_damaged_and_nothing_else(catalogue, folder, monkeypatch):
    list(take_in(catalogue, [folder]))
    catalogue._database.execute("UPDATE documents SET text = 'spoilt' WHERE id = 'b'")
    read = []
    parse = isolation.Isolation.parse
    monkeypatch.setattr(
        isolation.Isolation, "parse", lambda *a: read.append(a[1].name) or parse(*a)
    )
    changes = {outcome.name: outcome.change.value for outcome in take_in(catalogue, [folder])}
    assert changes == {"a": "unchanged", "b": "replaced", "c": "unchanged"}
    assert read == ["b.txt"]
    assert catalogue.damaged() == []
