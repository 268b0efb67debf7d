import hashlib
import json
import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest

from bot.backup import back_up, restore
from bot.errors import BackupError
from bot.settings import Settings
from tests.conftest import write_documents

QUESTION = "Құрылтайда қанша депутат болады?"


@pytest.fixture
def home(default_home, tmp_path):
    """A data folder in use: a corpus, settings, and a database of people."""
    home = shutil.copytree(default_home, tmp_path / "home")
    (home / "atazan.toml").write_text('language = "kk"\n', encoding="utf-8")
    (home / "telegram.key").write_bytes(b"key")
    with closing(sqlite3.connect(home / "telegram.sqlite")) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE people (id)")
        connection.execute("INSERT INTO people VALUES (7)")
    return home


def test_what_was_backed_up_answers_again_in_another_folder(atazan, home, tmp_path):
    file, other = tmp_path / "b.zip", tmp_path / "other"
    written = atazan("backup", file, "--home", home)
    assert (written.returncode, written.stderr) == (0, "")
    assert "catalogue.sqlite, telegram.sqlite, atazan.toml, telegram.key" in written.stdout
    restored = atazan("restore", file, "--home", other)
    assert (restored.returncode, restored.stderr) == (0, "")
    first, again = (atazan("ask", "--json", QUESTION, "--home", one) for one in (home, other))
    answers = [json.loads(done.stdout) for done in (first, again)]
    assert answers[0]["answer"] == answers[1]["answer"] != ""
    assert answers[0]["citations"] == answers[1]["citations"]
    with closing(sqlite3.connect(other / "telegram.sqlite")) as connection:
        assert connection.execute("SELECT id FROM people").fetchall() == [(7,)]


def test_only_its_owner_reads_a_backup(home, tmp_path):
    back_up(Settings(home=home), tmp_path / "b.zip")
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["home"]


def test_a_backup_made_while_documents_are_added_is_whole(start, atazan, home, tmp_path):
    adding = start("corpus", "add", write_documents(tmp_path / "in", 300), "--home", home)
    for number in range(5):
        back_up(Settings(home=home), tmp_path / f"{number}.zip")
        restore(tmp_path / f"{number}.zip", tmp_path / f"restored{number}")
    adding.communicate(timeout=60)
    assert adding.returncode == 0
    for number in (0, 4):
        checked = atazan("corpus", "check", "--home", tmp_path / f"restored{number}")
        assert checked.returncode == 0
        assert "Каталог и индекс целы" in checked.stdout


def test_a_folder_that_is_in_use_is_not_overwritten(atazan, home, tmp_path):
    back_up(Settings(home=home), tmp_path / "b.zip")
    before = (home / "atazan.toml").read_bytes()
    done = atazan("restore", tmp_path / "b.zip", "--home", home)
    assert done.returncode == 1
    assert "уже есть catalogue.sqlite" in done.stderr
    assert (home / "atazan.toml").read_bytes() == before


def rewritten(path, change):
    """The archive with its manifest changed."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(manifest, files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**files, "manifest.json": json.dumps(manifest)}.items():
            archive.writestr(name, data)


def changed_byte(manifest, files):
    files["atazan.toml"] = b'language = "ru"\n'


def lost_file(manifest, files):
    del files["telegram.key"]


def path_outside(manifest, files):
    files["../evil"] = b"x"
    manifest["sha256"]["../evil"] = hashlib.sha256(b"x").hexdigest()


def newer_format(manifest, files):
    manifest["format"] = 99


def shapeless(manifest, files):
    manifest["sha256"] = ["a"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (changed_byte, "error-backup-damaged"),
        (lost_file, "error-backup-damaged"),
        (path_outside, "error-backup-damaged"),
        (shapeless, "error-backup-damaged"),
        (newer_format, "error-backup-newer"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_of_a_backup_that_is_not_whole_nothing_is_restored(home, tmp_path, change, key):
    file, other = tmp_path / "b.zip", tmp_path / "other"
    back_up(Settings(home=home), file)
    rewritten(file, change)
    with pytest.raises(BackupError) as error:
        restore(file, other)
    assert error.value.key == key
    assert not other.exists() or not list(other.iterdir())
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("size", [0, 100], ids=["empty", "cut off"])
def test_a_file_that_is_no_backup_is_told_in_a_line(atazan, home, tmp_path, size):
    file = tmp_path / "b.zip"
    back_up(Settings(home=home), file)
    file.write_bytes(file.read_bytes()[:size])
    done = atazan("restore", file, "--home", tmp_path / "other")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "не резервная копия" in done.stderr


def test_a_folder_that_cannot_be_written_is_told_in_a_line(atazan, home, tmp_path):
    done = atazan("backup", tmp_path / "absent" / "b.zip", "--home", home)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
