"""Publishing: whole versions of a corpus that is in use, one beside the other."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import SnapshotError
from bot.publishing import publish
from bot.settings import Settings
from bot.snapshots.folder import SnapshotFolder
from corpus.catalogue import Catalogue
from tests.conftest import write_documents
from tests.integration.snapshots.conftest import drop, files_of, fill, follower


def test_each_publishing_adds_one_beside_the_others_and_changes_none(home, published):
    publish(Settings(home=home), published)
    first = files_of(published / SnapshotFolder(published).latest())
    fill(home, 2, first=3)
    drop(home, "d0")
    second = publish(Settings(home=home), published)
    folder = SnapshotFolder(published)
    assert folder.latest() == second.name == folder.names()[0]
    assert len(folder.names()) == 2
    assert {path: path.read_bytes() for path in first} == first
    assert (second.manifest.documents, second.manifest.passages) == (4, 4)


def test_what_has_not_changed_is_not_indexed_again(home, published):
    indexed = []
    publish(Settings(home=home), published, progress=lambda done, total: indexed.append(total))
    assert set(indexed) == {3}
    fill(home, 1, first=3)
    indexed.clear()
    publish(Settings(home=home), published, progress=lambda done, total: indexed.append(total))
    assert set(indexed) == {1}


def test_nothing_is_published_when_nothing_has_changed(home, published):
    first = publish(Settings(home=home), published)
    again = publish(Settings(home=home), published)
    assert (again.name, again.is_new) == (first.name, False)
    assert SnapshotFolder(published).names() == [first.name]


def test_only_the_last_are_kept_and_the_one_in_use(home, published):
    names = []
    for number in range(4):
        fill(home, 1, first=10 + number)
        names.append(publish(Settings(home=home), published, keep=2).name)
    folder = SnapshotFolder(published)
    assert folder.names() == names[:1:-1]
    folder.point_to(names[2])
    fill(home, 2, first=20)
    newest = publish(Settings(home=home), published, keep=1).name
    assert folder.names() == [newest]
    assert not [path for path in published.iterdir() if path.name.startswith(".part")]


def test_a_damaged_predecessor_is_not_built_upon(home, published):
    publish(Settings(home=home), published)
    folder = SnapshotFolder(published)
    (folder[folder.latest()] / "index" / "vectors" / "vectors.sqlite").write_bytes(b"")
    indexed = []
    publish(Settings(home=home), published, progress=lambda done, total: indexed.append(total))
    assert set(indexed) == {3}
    assert len(folder.names()) == 2


def test_an_empty_corpus_is_not_published(tmp_path, published):
    with pytest.raises(SnapshotError) as error:
        publish(Settings(home=tmp_path / "empty"), published)
    assert error.value.key == "error-snapshot-nothing"
    assert SnapshotFolder(published).names() == []


def test_a_damaged_document_is_not_published(home, published):
    catalogue = Catalogue(Settings(home=home).catalogue_path)
    catalogue._database.execute("UPDATE documents SET text = 'басқа' WHERE id = 'd1'")
    catalogue.close()
    with pytest.raises(SnapshotError) as error:
        publish(Settings(home=home), published)
    assert (error.value.key, error.value.values) == ("error-snapshot-document", {"id": "d1"})
    assert SnapshotFolder(published).latest() is None
    assert [path.name for path in published.iterdir()] == [".lock"]


def test_of_two_that_publish_at_once_the_second_is_told(home, published):
    with SnapshotFolder(published).held(waits=False), pytest.raises(SnapshotError) as error:
        publish(Settings(home=home), published)
    assert error.value.key == "error-snapshots-busy"


def test_many_that_publish_while_documents_are_added_leave_only_whole_snapshots(
    start, home, published, worker, tmp_path
):
    adding = start("corpus", "add", write_documents(tmp_path / "in", 100), "--home", home)
    published_names, refusals = set(), set()

    def publish_on():
        while adding.poll() is None:
            try:
                published_names.add(publish(Settings(home=home), published, keep=500).name)
            except SnapshotError as error:
                refusals.add(error.key)

    with ThreadPoolExecutor(2) as pool:
        for publishing in [pool.submit(publish_on) for _ in range(2)]:
            publishing.result()
    adding.communicate(timeout=60)
    assert adding.returncode == 0
    assert refusals <= {"error-snapshots-busy"}
    names = published_names | {publish(Settings(home=home), published, keep=500).name}
    assert len(names) >= 2
    folder = SnapshotFolder(published)
    assert set(folder.names()) == names
    for name in names:
        folder.point_to(name)
        application = follower(worker).open()
        assert application.is_whole()
        assert application.retriever.pending() == 0
        application.close()


def test_a_publishing_that_was_killed_leaves_nothing_that_counts(start, home, published):
    first = publish(Settings(home=home), published).name
    fill(home, 300, first=10)
    publishing = start("index", "publish", published, "--home", home)
    while publishing.poll() is None and not list(published.glob(".part-*/index/vectors/*")):
        time.sleep(0.01)
    publishing.kill()
    publishing.communicate()
    assert SnapshotFolder(published).names() == [first] == [SnapshotFolder(published).latest()]
    second = publish(Settings(home=home), published)
    assert second.manifest.documents == 303
    left = {path.name for path in published.iterdir()}
    assert left == {".lock", "latest", first, second.name}
