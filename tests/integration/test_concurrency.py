import json

import pytest

from tests.conftest import write_documents

QUESTION = ("ask", "--json", "Құрылтайда қанша депутат болады?")


def ended(*processes):
    """Exit codes and what was told, once all have ended."""
    told = [process.communicate() for process in processes]
    return [process.returncode for process in processes], [errors for _, errors in told]


def statuses(*asking):
    return [json.loads(process.communicate()[0])["status"] for process in asking]


@pytest.fixture
def home(tmp_path, atazan):
    """A home with the default corpus, for the test to change."""
    atazan("corpus", "add", "--default", "--home", tmp_path / "home")
    return tmp_path / "home"


def test_people_ask_while_documents_are_added(start, atazan, home, tmp_path):
    before = atazan("corpus", "list", "--home", home).stdout.count("\n")
    documents = write_documents(tmp_path / "in", 300)
    adding = start("corpus", "add", documents, "--home", home)
    for _ in range(2):
        asking = [start(*QUESTION, "--home", home) for _ in range(2)]
        assert statuses(*asking) == ["answered"] * 2
    assert ended(adding) == ([0], [""])
    assert f": {before + 300} документ" in atazan("corpus", "check", "--home", home).stdout


def test_two_adds_at_once_both_succeed(start, atazan, tmp_path):
    home = tmp_path / "home"
    one = write_documents(tmp_path / "one", 150)
    other = write_documents(tmp_path / "other", 100, first=500)
    adding = [start("corpus", "add", documents, "--home", home) for documents in (one, other)]
    assert ended(*adding) == ([0, 0], ["", ""])
    checked = atazan("corpus", "check", "--home", home)
    assert checked.stdout.startswith("Каталог и индекс целы: 250 документов")
    for number in (149, 599):
        found = atazan("search", "--json", "-k", "1", f"белгі{number}х", "--home", home)
        assert json.loads(found.stdout)["passages"][0]["document"] == f"d{number}"


def test_the_same_documents_added_twice_at_once_are_there_once(start, atazan, tmp_path):
    documents = write_documents(tmp_path / "in", 60)
    adding = [start("corpus", "add", documents, "--home", tmp_path / "home") for _ in range(2)]
    assert ended(*adding) == ([0, 0], ["", ""])
    checked = atazan("corpus", "check", "--home", tmp_path / "home")
    assert checked.stdout.startswith("Каталог и индекс целы: 60 документов")


def test_the_first_questions_of_a_fresh_home_may_come_together(start, tmp_path):
    asking = [start(*QUESTION, "--home", tmp_path / "home") for _ in range(4)]
    assert statuses(*asking) == ["answered"] * 4
    assert [process.returncode for process in asking] == [0] * 4
