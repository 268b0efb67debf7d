import os
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Change
from corpus.intake import take_in
from tests.unit.corpus.samples import lines, make_pdf, make_zip


@pytest.fixture
def catalogue(tmp_path):
    opened = Catalogue(tmp_path / "home" / "catalogue.sqlite")
    yield opened
    opened.close()


def outcomes(catalogue, *paths):
    return [
        (o.name, o.change.value if o.change else o.error.key) for o in take_in(catalogue, paths)
    ]


def test_a_file_goes_in_once_and_replaces_itself_when_it_changes(catalogue, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Бірінші мәтін.", encoding="utf-8")
    assert outcomes(catalogue, file) == [("a", "added")]
    assert outcomes(catalogue, file) == [("a", "unchanged")]
    file.write_text("Екінші мәтін.", encoding="utf-8")
    assert outcomes(catalogue, file) == [("a", "replaced")]


def test_a_bad_file_is_told_and_the_rest_goes_in(catalogue, tmp_path):
    (tmp_path / "in").mkdir()
    for name, data in {
        "a.txt": b"A text.",
        "b.txt": b"",
        "c.txt": b"\x00\x01",
        "d.txt": b"D.",
    }.items():
        (tmp_path / "in" / name).write_bytes(data)
    assert outcomes(catalogue, tmp_path / "in", tmp_path / "gone.txt") == [
        ("a", "added"),
        ("b.txt", "error-file-empty"),
        ("c.txt", "error-file-not-text"),
        ("d", "added"),
        ("gone.txt", "error-file-unreadable"),
    ]


def test_two_files_of_one_name_in_two_folders_are_two_documents(catalogue, tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(f"Text of {folder}.", encoding="utf-8")
    outcomes(catalogue, tmp_path / "x", tmp_path / "y")
    assert sorted(document.text for document in catalogue) == ["Text of x.", "Text of y."]
    assert {change for _, change in outcomes(catalogue, tmp_path / "x", tmp_path / "y")} == {
        "unchanged"
    }


def test_an_empty_folder_is_told(catalogue, tmp_path):
    (tmp_path / "empty").mkdir()
    assert outcomes(catalogue, tmp_path / "empty")[0][1] == "error-folder-empty"


def test_hidden_files_are_passed_over(catalogue, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / "in" / "seen.txt").write_text("Seen.", encoding="utf-8")
    assert outcomes(catalogue, tmp_path / "in") == [("seen", "added")]


def cut_off(data):
    return data[: len(data) // 2]


BROKEN = {
    "bomb.zip": lambda: make_zip({"a.txt": b"0" * 50_000_000}),
    "cut.pdf": lambda: cut_off(make_pdf([lines("Мәтін бар.")])),
    "deep.html": lambda: "<html><body>" + "<div>" * 300_000 + "<p>Сөз.",
    "huge.txt": lambda: b"word " * 300_000,
    "noise.txt": lambda: "Қала туралы".encode()[:-1] + b"\xff",
    "sheet.xlsx": lambda: make_zip({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
}
REFUSED = {
    "bomb.zip": "error-archive-too-large",
    "cut.pdf": "error-file-broken",
    "deep.html": "error-page-too-deep",
    "huge.txt": "error-line-too-long",
    "noise.txt": "error-file-not-text",
    "sheet.xlsx": "error-file-format",
    "loop": "error-file-unreadable",
    "pipe.txt": "error-file-special",
    "large.txt": "error-file-too-large",
}


@pytest.fixture
def broken(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, make in BROKEN.items():
        made = make()
        (folder / name).write_bytes(made if isinstance(made, bytes) else made.encode())
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (folder / "x.pdf").mkdir()
    for name in ("x.pdf/inside.txt", "last.txt", "two\nlines.txt", "\u202etxt.exe"):
        (folder / name).write_text(f"Жақсы мәтін {name!r}.", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/byte\xff.txt")).write_text("Жақсы.", "utf-8")
    return folder


def test_of_a_folder_of_broken_files_each_is_one_line_and_the_rest_goes_in(catalogue, broken):
    found = outcomes(catalogue, broken)
    refused = {name: key for name, key in found if key.startswith("error-")}
    assert refused == REFUSED | {"in": "error-link-to-folder"}
    assert {name for name, change in found if change == "added"} == {
        "inside",
        "last",
        "two\ufffdlines",
        "byte\ufffd",
        "\ufffdtxt",
    }
    assert len(found) == len(refused) + 5


def test_a_notice_is_told_of_a_file_that_went_in(catalogue, tmp_path):
    text = "Құқықтық мемлекет туралы мәтін осында жазылған."
    (tmp_path / "old.txt").write_bytes(text.encode("kz1048"))
    added, told = take_in(catalogue, [tmp_path / "old.txt"])
    assert (added.change, catalogue.get("old").text) == (Change.ADDED, text)
    assert (told.notice.key, told.notice.values["encoding"]) == ("notice-encoding", "KZ-1048")
    assert told.error is None


def test_archives_of_one_name_in_two_folders_are_kept_apart(catalogue, tmp_path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.zip").write_bytes(make_zip({"b.txt": f"Text of {folder}."}))
    outcomes(catalogue, tmp_path / "x", tmp_path / "y")
    assert sorted(document.text for document in catalogue) == ["Text of x.", "Text of y."]
