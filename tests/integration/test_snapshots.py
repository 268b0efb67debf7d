"""Snapshots: published whole while the corpus is in use, taken home by machines, never half."""

import json
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.errors import SettingsError, SnapshotError
from bot.following import Follower
from bot.publishing import publish
from bot.settings import Settings
from bot.snapshots.folder import SnapshotFolder
from bot.snapshots.manifest import MANIFEST, read_manifest
from corpus.catalogue import Catalogue
from corpus.document import Document, Language
from tests.conftest import PROGRAM, ROOT, environment, write_documents


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


def test_what_is_published_answers_on_another_machine(atazan, default_home, tmp_path):
    folder, worker = tmp_path / "published", {"ATAZAN_SNAPSHOTS": str(tmp_path / "published")}
    done = atazan("index", "publish", folder, "--home", default_home)
    assert (done.returncode, done.stderr) == (0, "")
    question = ("ask", "--json", "Құрылтайда қанша депутат болады?")
    own = atazan(*question, "--home", default_home)
    other = atazan(*question, "--home", tmp_path / "worker", **worker)
    assert other.stderr == ""
    answers = [json.loads(one.stdout) for one in (own, other)]
    for answer in answers:
        del answer["timings_ms"]
    assert answers[0] == answers[1]
    assert answers[1]["status"] == "answered"
    (name,) = SnapshotFolder(folder).names()
    assert f"Снимок {name}" in atazan("doctor", "--home", tmp_path / "worker", **worker).stdout
    assert f"* {name}" in atazan("index", "snapshots", folder).stdout


def test_an_empty_folder_is_told_with_the_command_that_fills_it(atazan, tmp_path):
    (tmp_path / "published").mkdir()
    done = atazan(
        "ask", "43-бап", "--home", tmp_path / "w", ATAZAN_SNAPSHOTS=str(tmp_path / "published")
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"atazan index publish {tmp_path / 'published'}" in done.stderr


CHANGES = {
    "add": ("corpus", "add", "--default"),
    "remove": ("corpus", "remove", "d1"),
    "sync": ("corpus", "sync"),
    "rebuild": ("index", "--rebuild"),
}


def test_a_machine_that_follows_does_not_change_the_corpus(side_by_side, tmp_path):
    (tmp_path / "atazan.toml").write_text('snapshots = "/srv/published"', encoding="utf-8")
    commands = {name: (*command, "--home", tmp_path) for name, command in CHANGES.items()}
    for name, done in side_by_side(commands).items():
        assert (name, done.returncode, done.stderr.count("\n")) == (name, 1, 1)
        assert "корпус меняют на машине, которая их публикует" in done.stderr


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


def cut_off(folder):
    (folder / "catalogue.sqlite").unlink()


def changed_byte(folder):
    file = folder / "index" / "vectors" / "vectors.sqlite"
    file.write_bytes(file.read_bytes()[:-1] + b"\xff")


def without_manifest(folder):
    (folder / MANIFEST).unlink()


def no_json(folder):
    (folder / MANIFEST).write_text("{", encoding="utf-8")


def no_record(folder):
    (folder / MANIFEST).write_text("[1]", encoding="utf-8")


def manifest_with(**values):
    def change(folder):
        record = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        (folder / MANIFEST).write_text(json.dumps(record | values), encoding="utf-8")

    return change


def other_analyser(folder):
    stamps = {**read_manifest(folder).stamps, "lexical": "0.0"}
    manifest_with(stamps=stamps)(folder)


def other_model(folder):
    stamps = {**read_manifest(folder).stamps, "vectors": "another@1.256"}
    manifest_with(stamps=stamps)(folder)


BROKEN = {
    "half copied: a file is missing": (cut_off, "error-snapshot-half"),
    "half copied: no manifest yet": (without_manifest, "error-snapshot-half"),
    "not there at all": (shutil.rmtree, "error-snapshot-half"),
    "a byte is another": (changed_byte, "error-snapshot-damaged"),
    "a manifest that is no JSON": (no_json, "error-snapshot-damaged"),
    "a manifest that leads elsewhere": (
        manifest_with(sha256={"../../evil": "0"}),
        "error-snapshot-damaged",
    ),
    "a manifest of other types": (manifest_with(stamps=["5.6"]), "error-snapshot-damaged"),
    "a manifest that is no record": (no_record, "error-snapshot-damaged"),
    "a newer format": (manifest_with(format=99), "error-snapshot-newer"),
    "a newer catalogue": (manifest_with(schema=99), "error-snapshot-newer"),
    "another analyser": (other_analyser, "error-snapshot-other"),
    "another model": (other_model, "error-snapshot-other"),
}


@pytest.mark.parametrize(("breaks", "key"), BROKEN.values(), ids=BROKEN)
def test_a_snapshot_that_is_not_fit_is_refused_and_the_old_one_goes_on(
    home, published, worker, breaks, key
):
    first = publish(Settings(home=home), published).name
    refused = []
    following = follower(worker, refused)
    application = following.open()
    fill(home, 1, first=7)
    second = publish(Settings(home=home), published).name
    breaks(published / second)
    assert following.open_other(first) is None
    assert refused == [key]
    assert finds(application, 1)
    application.close()
    restarted = follower(worker, refused).open()
    assert restarted.folder.path.name == first
    restarted.close()


def test_a_snapshot_that_was_half_there_is_taken_once_it_is_whole(home, published, worker):
    first = publish(Settings(home=home), published).name
    following = follower(worker)
    following.open().close()
    fill(home, 1, first=7)
    second = publish(Settings(home=home), published).name
    shutil.move(published / second / "catalogue.sqlite", published / "later")
    assert following.open_other(first) is None
    shutil.move(published / "later", published / second / "catalogue.sqlite")
    application = following.open_other(first)
    assert application.folder.path.name == second
    assert finds(application, 7)
    application.close()


def test_an_operator_goes_back_to_an_older_one(atazan, home, published, worker):
    first = publish(Settings(home=home), published).name
    fill(home, 1, first=7)
    second = publish(Settings(home=home), published).name
    following = follower(worker)
    following.open().close()
    assert atazan("index", "use", published, "000009-00000000").returncode == 1
    assert atazan("index", "use", published, first).returncode == 0
    application = following.open_other(second)
    assert application.folder.path.name == first
    assert not finds(application, 7)
    application.close()


def test_a_machine_goes_on_when_the_folder_is_lost_also_after_a_restart(home, published, worker):
    name = publish(Settings(home=home), published).name
    refused = []
    following = follower(worker, refused)
    following.open().close()
    shutil.rmtree(published)
    assert following.open_other(name) is None
    application = follower(worker, refused).open()
    assert refused == ["error-snapshots-taken-before"]
    assert finds(application, 2)
    application.close()


def test_a_copy_at_home_that_was_damaged_is_taken_anew(home, published, worker):
    name = publish(Settings(home=home), published).name
    follower(worker).open().close()
    for file in (worker.snapshots_taken_path / name / "index" / "lexical").rglob("meta.json"):
        file.write_bytes(b"")
    application = follower(worker).open()
    assert finds(application, 0)
    application.close()


def test_a_machine_keeps_two_and_none_that_was_given_up_on(home, published, worker):
    held = publish(Settings(home=home), published).name
    following = follower(worker)
    following.open().close()
    for number in range(3):
        fill(home, 1, first=10 + number)
        before, held = held, publish(Settings(home=home), published).name
        following.open_other(before).close()
    (worker.snapshots_taken_path / ".part-left").mkdir()
    fill(home, 1, first=20)
    newest = publish(Settings(home=home), published).name
    following.open_other(held).close()
    left = {path.name for path in worker.snapshots_taken_path.iterdir()}
    assert left == {".lock", "latest", held, newest}


def test_the_folder_of_the_snapshots_is_only_read_by_those_who_follow(home, published, worker):
    name = publish(Settings(home=home), published).name
    before = files_of(published)
    application = follower(worker).open()
    assert finds(application, 1)
    assert application.indexed_at() == read_manifest(published / name).made
    application.close()
    assert files_of(published) == before


def run_with_little_room(size, *arguments, **values):
    """Run the program; no file that it writes may grow beyond so many bytes."""
    return subprocess.run(
        ["prlimit", f"--fsize={size}", *PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(**values),
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_a_full_disk_leaves_what_was_published(home, published):
    first = publish(Settings(home=home), published).name
    fill(home, 1, first=7)
    done = run_with_little_room(8_192, "index", "publish", published, "--home", home)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert {path.name for path in published.iterdir()} == {".lock", "latest", first}
    assert SnapshotFolder(published).latest() == first


def test_a_machine_with_a_full_disk_goes_on_with_what_it_has(home, published, worker):
    publish(Settings(home=home), published)
    follower(worker).open().close()
    fill(home, 40, first=7)
    newer = publish(Settings(home=home), published).name
    done = run_with_little_room(  # enough to open what is there
        *(40_960, "search", "белгі1х", "--home", worker.home), ATAZAN_SNAPSHOTS=str(published)
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1
    assert f"{newer} не удалось скопировать" in done.stderr
    assert "белгі1х" in done.stdout


def test_snapshots_and_a_chroma_server_are_not_both_followed(worker):
    both = worker.model_copy(update={"chroma_url": "http://127.0.0.1:1"})
    with pytest.raises(SettingsError) as error:
        follower(both)
    assert error.value.key == "error-snapshots-chroma"
