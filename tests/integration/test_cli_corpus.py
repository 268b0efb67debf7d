import json

import pytest

from corpus.default import default_corpus
from tests.conftest import write_documents, write_lines

# The default corpus as it lies on disk: a Document a file.
SEEDS, *CARDS = default_corpus()
# Two Documents a card.
DEFAULT = [*(file for file in SEEDS.rglob("*") if file.is_file()), *CARDS, *CARDS]


def summary(added=0, replaced=0, unchanged=0, refused=0):
    return (
        f"Добавлено: {added}, заменено: {replaced}, без изменений: {unchanged}, "
        f"не принято: {refused}.\n"
    )


def found(atazan, home, query):
    done = atazan("search", "--json", query, "--home", home)
    return [passage["text"] for passage in json.loads(done.stdout)["passages"]]


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path):
    """Three Documents to add, and three files that are none."""
    inbox = tmp_path / "in"
    (inbox / "deeper").mkdir(parents=True)
    (inbox / "bilim.txt").write_text("Білім туралы\nОрта білім алу міндетті әрі тегін.", "utf-8")
    (inbox / "deeper" / "bom.txt").write_text("Су туралы\r\nСу таза болсын.\r\n", "utf-8-sig")
    (inbox / "deeper" / "utf16.txt").write_text("Жер туралы\nЖер халыққа тиесілі.", "utf-16")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (inbox / "old.txt").write_bytes("Қала туралы".encode()[:-1] + b"\xff")
    return inbox


def test_the_corpus_is_filled_seen_and_emptied(atazan, home, folder):
    added = atazan("corpus", "add", folder, "--home", home)
    assert (added.returncode, added.stdout) == (0, summary(added=3, refused=3))
    assert sorted(added.stderr.splitlines()) == [
        "utf16.txt: прочитан в кодировке UTF-16.",
        "не принят: empty.txt: файл пуст.",
        "не принят: old.txt: это не текст, или кодировка не распознана: сохраните файл в UTF-8.",
        "не принят: picture.png: это не текст, или кодировка не распознана: сохраните файл в UTF-8.",
    ]
    listed = atazan("corpus", "list", "--home", home)
    assert [line.split("  ")[0] for line in listed.stdout.splitlines()] == ["bilim", "bom", "utf16"]
    assert "bilim  Білім туралы · kk · текст" in listed.stdout

    shown = atazan("corpus", "show", "bom", "--raw", "--home", home)
    assert shown.stdout == "Су туралы\nСу таза болсын.\n"
    shown = atazan("corpus", "show", "bilim", "--home", home)
    assert shown.stdout.splitlines()[0] == "bilim  Білім туралы · kk · текст"

    answer = json.loads(atazan("ask", "--json", "орта білім тегін бе", "--home", home).stdout)
    assert {citation["document"] for citation in answer["citations"]} == {"bilim"}

    removed = atazan("corpus", "remove", "bilim", "--home", home)
    assert (removed.returncode, removed.stdout) == (0, "Удалён: bilim.\n")
    assert found(atazan, home, "орта білім") == []
    checked = atazan("corpus", "check", "--home", home)
    assert checked.stdout.startswith("Каталог и индекс целы: 2 документа")


def test_adding_the_same_again_changes_nothing(atazan, home, folder):
    atazan("corpus", "add", folder / "bilim.txt", "--home", home)
    before = {path: path.stat().st_mtime_ns for path in (home / "index").rglob("*.idx")}
    again = atazan("corpus", "add", folder / "bilim.txt", "--home", home)
    assert (again.returncode, again.stdout) == (0, summary(unchanged=1))
    assert {path: path.stat().st_mtime_ns for path in (home / "index").rglob("*.idx")} == before


def test_a_changed_file_replaces_its_passages(atazan, home, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Алма туралы\nАлма қызыл болады.", "utf-8")
    atazan("corpus", "add", file, "--home", home)
    file.write_text("Алмұрт туралы\nАлмұрт сары болады.", "utf-8")
    assert atazan("corpus", "add", file, "--home", home).stdout == summary(replaced=1)
    assert found(atazan, home, "алма алмұрт") == ["Алмұрт сары болады."]


def test_each_line_of_a_beir_corpus_is_a_document_under_its_own_id(atazan, home, tmp_path):
    records = [{"_id": "d-1", "title": "Алма", "text": "Алма қызыл."}, {"_id": 2, "text": "Шие."}]
    file = write_lines(tmp_path / "corpus.jsonl", records)
    with file.open("a", encoding="utf-8") as lines:
        lines.write('no JSON\n{"_id": "d-3"}\n')
    done = atazan("corpus", "add", file, "--home", home)
    assert (done.returncode, done.stdout) == (0, summary(added=2, refused=2))
    assert "corpus.jsonl:3" in done.stderr
    assert "corpus.jsonl:4" in done.stderr
    listed = atazan("corpus", "list", "--home", home).stdout.splitlines()
    assert [line.split("  ")[0] for line in listed] == ["2", "d-1"]


def test_a_home_holds_only_what_was_added_and_the_default_corpus_on_demand(atazan, home, folder):
    atazan("corpus", "add", folder / "bilim.txt", "--home", home)
    question = ("ask", "--json", "Құрылтайда қанша депутат болады?", "--home", home)
    assert json.loads(atazan(*question).stdout)["status"] == "not_found"
    added = atazan("corpus", "add", "--default", "--home", home)
    assert added.stdout == summary(added=len(DEFAULT))
    assert json.loads(atazan(*question).stdout)["status"] == "answered"
    check = atazan("corpus", "check", "--home", home).stdout
    assert f"Каталог и индекс целы: {len(DEFAULT) + 1} документ" in check


BAD_INPUT = {
    "add nothing": (("add", "/no/such/file.txt"), 1, "file.txt: файл не читается"),
    "add without a path": (("add",), 2, "Usage"),
    "show": (("show", "nothing"), 1, "Нет документа nothing"),
    "remove": (("remove", "nothing"), 1, "Нет документа nothing"),
    "list": (("list",), 0, "В каталоге нет документов"),
    "no command": ((), 2, ""),
}


@pytest.fixture(scope="module")
def refused(side_by_side, tmp_path_factory):
    home = ("--home", tmp_path_factory.mktemp("empty"))
    return side_by_side({name: (*home, "corpus", *case[0]) for name, case in BAD_INPUT.items()})


@pytest.mark.parametrize("name", BAD_INPUT)
def test_what_cannot_be_done_gets_a_word_and_a_code(refused, name):
    done, (_, code, words) = refused[name], BAD_INPUT[name]
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_left_is_found_after_most_was_removed(atazan, home, tmp_path):
    """The index still counts the removed passages for a while."""
    folder = write_documents(tmp_path / "many", 12)
    atazan("corpus", "add", folder, "--home", home)
    for number in range(1, 12):
        (folder / f"d{number:03}.txt").write_text("Алма қызыл.", "utf-8")
    assert atazan("corpus", "add", folder, "--home", home).stdout == summary(
        replaced=11, unchanged=1
    )
    for number in range(2, 12):
        assert atazan("corpus", "remove", f"d{number:03}", "--home", home).returncode == 0
    assert found(atazan, home, "алма") == ["Алма қызыл."]
    assert "белгі0х" in found(atazan, home, "белгі0х")[0]
