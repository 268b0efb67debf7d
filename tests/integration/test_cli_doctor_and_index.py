import re
import shutil
import sqlite3

import pytest

PASSAGES = re.compile(r"lexical: (\d+) фрагмент")


@pytest.fixture
def home(default_home, tmp_path):
    """A home that a test may change."""
    return shutil.copytree(default_home, tmp_path / "home")


def test_doctor_finds_a_filled_home_well(atazan, default_home):
    done = atazan("doctor", "--home", default_home)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"+ Папка данных {default_home}: в порядке" in done.stdout
    assert re.search(r"\+ Документов в каталоге: [1-9]\d*: в порядке", done.stdout)
    assert re.search(r"\+ Индекс: [1-9]\d* фрагм\., отстаёт на 0 док\.: в порядке", done.stdout)
    assert "Расширение dense" in done.stdout


def test_doctor_names_the_command_that_fills_an_empty_home(atazan, tmp_path):
    done = atazan("doctor", "--home", tmp_path)
    assert done.returncode == 0
    assert "- Документов в каталоге: 0: нет" in done.stdout
    assert "что сделать: atazan corpus add --default" in done.stdout


def test_doctor_names_the_command_that_mends_a_lagging_index_and_it_does(atazan, home):
    with sqlite3.connect(home / "catalogue.sqlite") as catalogue:
        catalogue.execute("DELETE FROM indexed WHERE document_id LIKE '003%'")
    catalogue.close()
    done = atazan("doctor", "--home", home)
    assert done.returncode == 1
    assert "отстаёт на 1 док.: нет" in done.stdout
    assert "что сделать: atazan corpus check" in done.stdout
    mended = atazan("corpus", "check", "--home", home)
    assert mended.returncode == 0
    assert mended.stdout.startswith("Индекс отставал от каталога (1) и приведён в порядок.\n")
    assert atazan("doctor", "--home", home).returncode == 0


def test_index_tells_its_state_and_can_be_built_anew(atazan, home):
    state = atazan("index", "--home", home)
    assert state.returncode == 0
    assert int(PASSAGES.match(state.stdout)[1]) > 0
    rebuilt = atazan("index", "--rebuild", "--home", home)
    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")
    assert rebuilt.stdout == f"Индекс построен заново.\n{state.stdout}"


def test_an_index_whose_folder_was_deleted_is_built_anew_by_the_next_question(atazan, home):
    shutil.rmtree(home / "index")
    done = atazan("ask", "Құрылтайда қанша депутат болады?", "--home", home)
    assert done.returncode == 0
    assert "145 депутат" in done.stdout
    assert done.stderr.startswith("Обновляю индекс")
