"""Commands on a disk that is full: one line that says so, nothing half done, all well afterwards."""

import os

import pytest

from tests.conftest import write_documents
from tests.integration.faults.conftest import KAZAKH
from tests.integration.faults.disk import small_disk

FULL = ("проверьте диск", "disk I/O error", "disk is full", "No space")


@pytest.fixture(scope="module")
def disk(default_home, tmp_path_factory):
    with small_disk(tmp_path_factory.mktemp("small") / "disk", default_home) as made:
        if not made.is_mounted:
            pytest.skip("needs the right to mount a small disk")
        yield made


COMMANDS = {
    "ask": ("ask", KAZAKH),
    "add": ("corpus", "add"),
    "rebuild": ("index", "--rebuild"),
    "backup": ("backup",),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_what_writes_says_in_a_line_that_the_disk_is_full(disk, atazan, tmp_path, command):
    home = disk.folder / "home"
    more = {"add": [write_documents(tmp_path / "in", 30)], "backup": [disk.folder / "b.zip"]}
    arguments = (*command, *more.get(command[-1], []), "--home", home)
    disk.fill(os.getpid())
    try:
        done = atazan(*arguments)
    finally:
        disk.free(os.getpid())
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("Ошибка: ")
    assert any(word in line for word in FULL)
    assert not list(disk.folder.glob("b.zip*"))
    assert atazan(*arguments).returncode == 0
    assert atazan("corpus", "check", "--home", home).returncode == 0
