"""`kill -9` at fifty moments of a sync that adds, replaces and retires."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from bot.settings import Settings
from bot.wiring import build_application
from corpus.catalogue import Change
from corpus.document import Language
from corpus.sync import sync
from tests.conftest import ROOT, environment, write_lines, write_text

SEED = 20260315
DICE = random.Random(SEED)
# One in each fiftieth of the run, and some of the last ones after its end.
MOMENTS = [(part + DICE.random()) / 50 for part in range(50)]


def text_of(name, state):
    return "\n".join(
        [f"Тақырып {name}", *(f"Сөйлем {n}, онда белгі{name}{state}х бар." for n in range(6))]
    )


def record(number, state):
    name = f"r{number}"
    return {"_id": name, "title": name, "text": text_of(name, state)}


# The sources before and after: texts by the ids of their Documents.
FILES = {
    "before": {f"d{n}": text_of(f"d{n}", "a") for n in range(50)},
    "after": {f"d{n}": text_of(f"d{n}", "b" if n < 30 else "a") for n in range(10, 60)},
}
RECORDS = {
    "before": [record(n, "a") for n in range(20)],
    "after": [record(n, "b" if n < 10 else "a") for n in range(5, 25)],
}
STATES = {
    state: FILES[state] | {one["_id"]: one["text"] for one in RECORDS[state]} for state in FILES
}
KEPT = STATES["before"].keys() & STATES["after"].keys()
CHANGES = {
    Change.ADDED: len(STATES["after"].keys() - KEPT),
    Change.REPLACED: sum(STATES["before"][name] != STATES["after"][name] for name in KEPT),
    Change.RETIRED: len(STATES["before"].keys() - KEPT),
}


def publish(folder, state):
    for file in folder.glob("*"):
        file.unlink()
    for name, text in FILES[state].items():
        write_text(folder / f"{name}.txt", text)
    write_lines(folder / "records.jsonl", RECORDS[state])


class Program:
    """The program behind a pipe; each command runs in a fresh child."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.forking_program"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT,
        )  # fmt: skip

    def run(self, *arguments, kill_after=None):
        """Return the exit status and the seconds that it took."""
        begun = time.monotonic()
        child = self.ask(json.dumps([str(argument) for argument in arguments]))
        assert child > 1
        if kill_after is not None:
            time.sleep(max(0.0, kill_after - (time.monotonic() - begun)))
            os.kill(child, signal.SIGKILL)
        status = self.ask("wait")
        return status, time.monotonic() - begun

    def ask(self, line):
        print(line, file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def program():
    running = Program()
    yield running
    running.close()


@pytest.fixture(scope="module")
def prepared(program, tmp_path_factory):
    """A home as it was before; the folder that it follows has changed since."""
    folder, home = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("home")
    write_text(home / "atazan.toml", f"[[sources]]\npath = {json.dumps(str(folder))}\n")
    publish(folder, "before")
    assert program.run("corpus", "sync", "--home", home)[0] == 0
    publish(folder, "after")
    return home


@pytest.fixture(scope="module")
def duration(program, prepared, tmp_path_factory):
    """How long the sync takes that is going to be killed."""
    times = []
    for number in range(3):
        home = shutil.copytree(prepared, tmp_path_factory.mktemp("measured") / str(number))
        status, seconds = program.run("corpus", "sync", "--home", home)
        assert status == 0
        times.append(seconds)
    return sorted(times)[1]


killed = []


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment:.3f}")
def test_after_a_kill_all_agree_nothing_is_lost_and_the_next_sync_completes(
    program, prepared, duration, tmp_path, moment
):
    home = shutil.copytree(prepared, tmp_path / "home")
    status, _ = program.run("corpus", "sync", "--home", home, kill_after=moment * duration)
    killed.append(status == -signal.SIGKILL)

    application = build_application(Settings(home=home))
    catalogue = application.catalogue
    assert catalogue.is_sound()
    assert catalogue.damaged() == []
    held = {document.id: document.text for document in catalogue}
    assert held.keys() >= KEPT
    assert all(
        held[name] in (STATES["before"].get(name), STATES["after"].get(name)) for name in held
    )
    application.mend()
    assert application.is_whole()

    outcomes = list(sync(catalogue, application.settings.listed_sources(), application.fetcher))
    assert not any(outcome.error for outcome in outcomes)
    assert {document.id: document.text for document in catalogue} == STATES["after"]
    application.index()
    assert application.is_whole()
    for name, state in (("d12", "b"), ("d59", "a"), ("r24", "a")):
        (best, *_) = application.retriever.search(f"белгі{name}{state}х", Language.KK, 1)
        assert best.passage.document.id == name
    catalogue.close()


def test_the_kills_fell_into_the_work():
    """Most have ended a sync that was not at its end; what it does is what it should."""
    assert len(killed) == len(MOMENTS)
    assert sum(killed) >= 40
    assert min(CHANGES.values()) > 10


def test_the_sync_that_was_killed_adds_replaces_and_retires(program, prepared, tmp_path):
    home = shutil.copytree(prepared, tmp_path / "home")
    application = build_application(Settings(home=home))
    outcomes = sync(
        application.catalogue, application.settings.listed_sources(), application.fetcher
    )
    changes = [outcome.change for outcome in outcomes]
    assert {change: changes.count(change) for change in CHANGES} == CHANGES
    application.catalogue.close()
