import random
import shutil
import signal
import sqlite3
import time

import pytest

from bot.settings import Settings
from bot.wiring import build_application
from corpus.document import Language
from tests.conftest import write_documents

COUNT = 240
# Where in the run each kill falls: a random place in each part of it, but for its very end.
SEED = 20260315
DICE = random.Random(SEED)
MOMENTS = [round((part + DICE.random()) / 4 * 0.9, 3) for part in range(4)]


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return write_documents(tmp_path_factory.mktemp("documents") / "in", COUNT)


@pytest.fixture(scope="module")
def duration(start, documents, tmp_path_factory):
    """How long an `add` works, in seconds, from the first thing that it writes to its end."""
    home = tmp_path_factory.mktemp("measured") / "home"
    adding = start("corpus", "add", documents, "--home", home)
    begun = wait_for_first_write(adding, home)
    adding.communicate()
    assert adding.returncode == 0
    return time.monotonic() - begun


def wait_for_first_write(adding, home):
    while not (home / "catalogue.sqlite").exists():
        assert adding.poll() is None, adding.stderr.read()
        time.sleep(0.002)
    return time.monotonic()


def state(home):
    """How many Documents the catalogue holds, and how many of them are marked as indexed."""
    copy = home.with_name(f"{home.name}-copy")  # reading would mend what the program is to mend
    copy.mkdir()
    for file in home.glob("catalogue.sqlite*"):
        shutil.copy(file, copy)
    catalogue = sqlite3.connect(copy / "catalogue.sqlite")
    try:
        (tables,) = catalogue.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            return 0, 0
        queries = ("SELECT count(*) FROM documents", "SELECT count(*) FROM indexed")
        return tuple(catalogue.execute(query).fetchone()[0] for query in queries)
    finally:
        catalogue.close()


def kill_within(start, documents, folder, delay):
    """Add to a fresh home and kill within the run; where it was over already, earlier.

    Returns the home and its state after the kill: never the complete one.
    """
    for attempt in range(8):
        home = folder / f"home{attempt}"
        adding = start("corpus", "add", documents, "--home", home)
        wait_for_first_write(adding, home)
        time.sleep(delay * 0.8**attempt)
        adding.send_signal(signal.SIGKILL)
        adding.communicate()
        reached = state(home)
        if adding.returncode == -signal.SIGKILL and reached != (COUNT, COUNT):
            return home, reached
    raise AssertionError("no kill has landed")


def is_whole_and_finds(home, numbers):
    """Whether the index holds what the catalogue has, and Documents are found by their own word."""
    application = build_application(Settings(home=home))
    for number in numbers:
        (best,) = application.retriever.search(f"белгі{number}х", Language.KK, 1)
        assert best.passage.document.id == f"d{number:03}"
    return application.is_whole()


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_kill_catalogue_and_index_agree_and_the_add_can_be_repeated(
    start, atazan, documents, duration, tmp_path, moment
):
    home, (catalogued, indexed) = kill_within(start, documents, tmp_path, moment * duration)
    assert indexed < COUNT

    checked = atazan("corpus", "check", "--home", home)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert f"Каталог и индекс целы: {catalogued} документ" in checked.stdout
    assert is_whole_and_finds(home, range(catalogued)[-1:])

    again = atazan("corpus", "add", documents, "--home", home)
    assert again.returncode == 0
    assert again.stdout.startswith(f"Добавлено: {COUNT - catalogued}, заменено: 0, ")
    assert is_whole_and_finds(home, (0, *DICE.sample(range(COUNT), 10), COUNT - 1))


def test_a_question_after_a_kill_finds_all_that_was_catalogued(
    start, atazan, documents, duration, tmp_path
):
    home, (catalogued, _) = kill_within(start, documents, tmp_path, 0.6 * duration)
    last = f"белгі{catalogued - 1}х"
    done = atazan("search", "-k", "1", last, "--home", home)
    assert done.returncode == 0
    assert last in done.stdout
    assert done.stderr.startswith("Обновляю индекс")


def test_a_writer_that_was_killed_at_the_last_step_of_its_commit_leaves_nothing_in_the_way(
    atazan, documents, tmp_path
):
    """The files are written, and the list of them is still the old one."""
    home = tmp_path / "home"
    atazan("corpus", "add", documents, "--home", home)
    (listed,) = (home / "index").rglob("meta.json")
    before = listed.read_bytes()
    index = build_application(Settings(home=home)).retriever._lexical
    index.remove("d003")
    index.commit()
    listed.write_bytes(before)
    assert atazan("corpus", "remove", "d003", "--home", home).returncode == 0
    assert is_whole_and_finds(home, (2, 4))
