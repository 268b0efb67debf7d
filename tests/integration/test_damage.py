import shutil
import sqlite3
from pathlib import Path

import pytest

QUESTION = ("ask", "Құрылтайда қанша депутат болады?")


@pytest.fixture
def home(default_home, tmp_path):
    """A home that a test may damage."""
    return shutil.copytree(default_home, tmp_path / "home")


def spoil(file):
    file.write_bytes(b"garbage" * (file.stat().st_size // 7 + 1))


def cut_in_half(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def is_one_line(done, *words):
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("Ошибка: ")
    assert all(word in done.stderr for word in words)
    return True


@pytest.mark.parametrize("command", [QUESTION, ("doctor",)], ids=["ask", "doctor"])
def test_a_catalogue_of_garbage_is_told_in_a_line(atazan, home, command):
    spoil(home / "catalogue.sqlite")
    done = atazan(*command, "--home", home)
    assert is_one_line(
        done, str(home / "catalogue.sqlite"), "восстановите файл из копии или уберите его"
    )


def test_a_catalogue_of_garbage_can_be_taken_away(atazan, home):
    spoil(home / "catalogue.sqlite")
    (home / "catalogue.sqlite").unlink()
    done = atazan(*QUESTION, "--home", home)
    assert done.returncode == 0
    assert "145 депутат" in done.stdout


@pytest.mark.parametrize("command", [QUESTION, ("corpus", "check")], ids=["ask", "check"])
def test_a_catalogue_that_is_damaged_within_is_told_in_a_line(atazan, home, command):
    file = home / "catalogue.sqlite"
    with sqlite3.connect(file) as catalogue:
        catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    catalogue.close()
    data = file.read_bytes()
    file.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    done = atazan(*command, "--home", home)
    assert is_one_line(done)


def test_a_catalogue_of_a_newer_version_is_told_in_a_line(atazan, home):
    with sqlite3.connect(home / "catalogue.sqlite") as catalogue:
        catalogue.execute("PRAGMA user_version = 99")
    catalogue.close()
    assert is_one_line(atazan(*QUESTION, "--home", home), "обновите atazan")


@pytest.mark.parametrize(
    ("pattern", "damage"),
    [
        ("meta.json", spoil),
        ("*.idx", cut_in_half),
        ("*.store", spoil),
        ("*.pos", Path.unlink),
        ("*.fieldnorm", Path.unlink),
    ],
    ids=["list of segments", "terms cut off", "stored fields", "positions lost", "lengths lost"],
)
def test_a_damaged_index_is_told_in_a_line_and_mended_by_the_command_it_names(
    atazan, home, pattern, damage
):
    for file in (home / "index" / "lexical").rglob(pattern):
        damage(file)
    done = atazan(*QUESTION, "--home", home)
    assert is_one_line(done, "atazan index --rebuild")
    assert atazan("index", "--rebuild", "--home", home).returncode == 0
    assert "145 депутат" in atazan(*QUESTION, "--home", home).stdout


def test_a_document_whose_text_was_changed_is_told_and_can_be_added_anew(atazan, home):
    with sqlite3.connect(home / "catalogue.sqlite") as catalogue:
        catalogue.execute(
            "UPDATE documents SET text = replace(text, '145', '999') WHERE kind = 'news'"
        )
    catalogue.close()
    damaged = "003_9c4763a0303d8e9c"
    done = atazan("corpus", "check", "--home", home)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"Текст документа {damaged} не сходится с контрольной суммой: удалите его "
        "(atazan corpus remove) и добавьте заново."
    ]
    atazan("corpus", "remove", damaged, "--home", home)
    atazan("corpus", "add", "--default", "--home", home)
    assert atazan("corpus", "check", "--home", home).returncode == 0
    assert "145 депутат" in atazan(*QUESTION, "--home", home).stdout
