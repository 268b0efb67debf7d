"""A bot that follows snapshots: questions flow while one corpus after another takes its place."""

import re
import resource
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.publishing import publish
from bot.settings import Settings
from bot.snapshots.folder import SnapshotFolder
from corpus.catalogue import Catalogue
from corpus.document import Document, Language
from prompts.messages import message as text_of
from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.conftest import ADMIN
from tests.integration.telegram.with_bot.running_bot import RunningBot

SWAPS = 10
QUESTION = "Алма бағасы қанша теңге?"
MEGABYTE = 1024**2
_SNAPSHOT = re.compile(r"/snapshots/(\d{6}-[0-9a-f]{8})/")


class Publisher:
    """The machine that fills the corpus: two Documents, which always say the same price."""

    def __init__(self, folder):
        self.target = folder / "published"
        self.settings = Settings(home=folder / "publisher")
        self.prices = []

    def publish(self):
        price = 1001 + len(self.prices)
        texts = (f"Алма бағасы қазір {price} теңге.", f"Базарда алма бағасы {price} теңге болды.")
        catalogue = Catalogue(self.settings.catalogue_path)
        catalogue.add(
            Document(f"d{number}", f"Алма бағасы {number}", text, Language.KK)
            for number, text in enumerate(texts)
        )
        catalogue.close()
        self.prices.append(price)
        return publish(self.settings, self.target).name


def following(publisher, every_s):
    return {
        "ATAZAN_SNAPSHOTS": str(publisher.target),
        "ATAZAN_LOOK_EVERY_S": str(every_s),
        "ATAZAN_TELEGRAM_ADMINS": f"[{ADMIN}]",
    }


@pytest.fixture(scope="module")
def publisher(tmp_path_factory):
    made = Publisher(tmp_path_factory.mktemp("publisher"))
    made.publish()
    return made


@pytest.fixture(scope="module")
def bot(publisher, tmp_path_factory):
    """A bot that looks all the time."""
    home = tmp_path_factory.mktemp("worker")
    with BotApi() as api, RunningBot(api, home, **following(publisher, 0.2)) as running:
        yield running
        assert api.violations == []


class Asker(threading.Thread):
    """Somebody who asks the same again and again; every answer's prices are kept."""

    def __init__(self, seat):
        super().__init__(daemon=True)
        self.seat = seat
        self.answers = []
        self.enough = threading.Event()

    def run(self):
        while not self.enough.is_set():
            shown = self.seat.waits_for(1, self.seat.types(QUESTION))[0].shown
            self.answers.append(sorted(set(map(int, re.findall(r"\b1\d{3}\b", shown)))))


def held_snapshots(bot):
    """Snapshots of which the process holds files open, or mapped into its memory."""
    return set(filter(None, (found and found[1] for found in map(_SNAPSHOT.search, places(bot)))))


def places(bot):
    """What the process holds open or mapped."""
    for link in Path(f"/proc/{bot.pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(link.readlink())
    yield from Path(f"/proc/{bot.pid}/maps").read_text().splitlines()


def handles(bot):
    return len(list(Path(f"/proc/{bot.pid}/fd").iterdir()))


def resident(bot):
    pages = int(Path(f"/proc/{bot.pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MEGABYTE


def until(condition, what):
    """Wait for what no event of the Bot API tells of."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def test_in_ten_swaps_no_question_fails_and_no_answer_mixes(bot, publisher):
    askers = [Asker(bot.api.person(f"Сұраушы {number}", "kk")) for number in range(4)]
    for asker in askers:
        asker.start()
    figures = []
    for _ in range(SWAPS):
        name = publisher.publish()
        until(lambda name=name: held_snapshots(bot) == {name}, f"{name} alone is held")
        asked = [len(asker.answers) for asker in askers]
        until(
            lambda asked=asked: all(len(a.answers) > n for a, n in zip(askers, asked, strict=True)),
            "each was answered",
        )
        figures.append((handles(bot), resident(bot)))
    for asker in askers:
        asker.enough.set()
        asker.join(30)
        assert not asker.is_alive()
        assert {len(prices) for prices in asker.answers} == {1}
        assert [*asker.answers] == sorted(asker.answers)
        assert asker.answers[-1] == [publisher.prices[-1]]
    assert len(bot.events("snapshot")) == SWAPS
    (early, middle), (late, end) = figures[2], figures[-1]
    assert late <= early + 4
    assert end <= middle + 30


def test_a_broken_snapshot_is_told_once_and_the_old_one_answers(bot, publisher):
    seat, swaps = bot.api.person("Ару", "kk"), len(bot.events("snapshot"))
    name = publisher.publish()
    until(lambda: held_snapshots(bot) == {name}, "swapped")
    folder = SnapshotFolder(publisher.target)
    broken = f"{folder.next_number():06}-00000000"
    (publisher.target / broken).mkdir()
    folder.point_to(broken)
    until(lambda: bot.events("snapshot refused"), "refused")
    assert str(publisher.prices[-1]) in seat.waits_for(1, seat.types(QUESTION))[0].shown
    assert held_snapshots(bot) == {name}
    publisher.publish()
    until(lambda: len(bot.events("snapshot")) == swaps + 2, "swapped again")
    (refusal,) = bot.events("snapshot refused")
    assert broken in refusal["reason"]


def test_a_bot_that_is_told_so_looks_at_once(publisher, tmp_path):
    with BotApi() as api, RunningBot(api, tmp_path, **following(publisher, 3600)) as running:
        admin = api.person("Әкімші", "kk", ADMIN)
        name = publisher.publish()
        told = admin.waits_for(1, admin.types("/reload"))[0].shown
        assert told == text_of("telegram-reloaded", "kk", count=2)
        assert held_snapshots(running) == {name}
        name = publisher.publish()
        running.hang_up()
        until(lambda: held_snapshots(running) == {name}, "swapped")
        assert running.stop() == 0


def test_a_bot_with_an_empty_folder_says_what_to_do(atazan, tmp_path):
    (tmp_path / "published").mkdir()
    done = atazan(
        "bot",
        "--home",
        tmp_path / "worker",
        ATAZAN_SNAPSHOTS=str(tmp_path / "published"),
        ATAZAN_TELEGRAM_TOKEN="1:A",
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"atazan index publish {tmp_path / 'published'}" in done.stderr
