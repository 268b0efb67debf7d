"""A disk that is full, where it is published and where it is followed."""

import subprocess

from bot.publishing import publish
from bot.settings import Settings
from bot.snapshots.folder import SnapshotFolder
from tests.conftest import PROGRAM, ROOT, environment
from tests.integration.snapshots.conftest import fill, follower


def run_with_little_room(size, *arguments, **values):
    """Run the program; no file that it writes may grow beyond so many bytes."""
    return subprocess.run(
        ["prlimit", f"--fsize={size}", *PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(**values),
        cwd=ROOT,
        timeout=60,
        check=False,
    )


def test_a_full_disk_leaves_what_was_published(home, published):
    first = publish(Settings(home=home), published).name
    fill(home, 1, first=7)
    done = run_with_little_room(8_192, "index", "publish", published, "--home", home)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert {path.name for path in published.iterdir()} == {".lock", "latest", first}
    assert SnapshotFolder(published).latest() == first


def test_a_machine_with_a_full_disk_goes_on_with_what_it_has(home, published, worker):
    publish(Settings(home=home), published)
    follower(worker).open().close()
    fill(home, 40, first=7)
    newer = publish(Settings(home=home), published).name
    done = run_with_little_room(  # enough to open what is there
        *(40_960, "search", "белгі1х", "--home", worker.home), ATAZAN_SNAPSHOTS=str(published)
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1
    assert f"{newer} не удалось скопировать" in done.stderr
    assert "белгі1х" in done.stdout
