import pytest

from corpus.catalogue import Catalogue
from corpus.intake import take_in


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
