"""Following: a machine answers from what was published, whatever becomes of the folder."""

import json
import shutil

import pytest

from bot.errors import SettingsError
from bot.publishing import publish
from bot.settings import Settings
from bot.snapshots.folder import SnapshotFolder
from bot.snapshots.manifest import read_manifest
from tests.integration.snapshots.conftest import files_of, fill, finds, follower


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


def test_snapshots_and_a_chroma_server_are_not_both_followed(worker):
    both = worker.model_copy(update={"chroma_url": "http://127.0.0.1:1"})
    with pytest.raises(SettingsError) as error:
        follower(both)
    assert error.value.key == "error-snapshots-chroma"
