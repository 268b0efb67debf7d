"""Snapshots that are half there, damaged or not for this program: none is opened."""

import json
import shutil

import pytest

from bot.publishing import publish
from bot.settings import Settings
from bot.snapshots.manifest import MANIFEST, read_manifest
from tests.integration.snapshots.conftest import fill, finds, follower


def cut_off(folder):
    (folder / "catalogue.sqlite").unlink()


def changed_byte(folder):
    file = folder / "index" / "vectors" / "vectors.sqlite"
    file.write_bytes(file.read_bytes()[:-1] + b"\xff")


def without_manifest(folder):
    (folder / MANIFEST).unlink()


def no_json(folder):
    (folder / MANIFEST).write_text("{", encoding="utf-8")


def no_record(folder):
    (folder / MANIFEST).write_text("[1]", encoding="utf-8")


def manifest_with(**values):
    def change(folder):
        record = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        (folder / MANIFEST).write_text(json.dumps(record | values), encoding="utf-8")

    return change


def other_analyser(folder):
    stamps = {**read_manifest(folder).stamps, "lexical": "0.0"}
    manifest_with(stamps=stamps)(folder)


def other_model(folder):
    stamps = {**read_manifest(folder).stamps, "vectors": "another@1.256"}
    manifest_with(stamps=stamps)(folder)


BROKEN = {
    "half copied: a file is missing": (cut_off, "error-snapshot-half"),
    "half copied: no manifest yet": (without_manifest, "error-snapshot-half"),
    "not there at all": (shutil.rmtree, "error-snapshot-half"),
    "a byte is another": (changed_byte, "error-snapshot-damaged"),
    "a manifest that is no JSON": (no_json, "error-snapshot-damaged"),
    "a manifest that leads elsewhere": (
        manifest_with(sha256={"../../evil": "0"}),
        "error-snapshot-damaged",
    ),
    "a manifest of other types": (manifest_with(stamps=["5.6"]), "error-snapshot-damaged"),
    "a manifest that is no record": (no_record, "error-snapshot-damaged"),
    "a newer format": (manifest_with(format=99), "error-snapshot-newer"),
    "a newer catalogue": (manifest_with(schema=99), "error-snapshot-newer"),
    "another analyser": (other_analyser, "error-snapshot-other"),
    "another model": (other_model, "error-snapshot-other"),
}


@pytest.mark.parametrize(("breaks", "key"), BROKEN.values(), ids=BROKEN)
def test_a_snapshot_that_is_not_fit_is_refused_and_the_old_one_goes_on(
    home, published, worker, breaks, key
):
    first = publish(Settings(home=home), published).name
    refused = []
    following = follower(worker, refused)
    application = following.open()
    fill(home, 1, first=7)
    second = publish(Settings(home=home), published).name
    breaks(published / second)
    assert following.open_other(first) is None
    assert refused == [key]
    assert finds(application, 1)
    application.close()
    restarted = follower(worker, refused).open()
    assert restarted.folder.path.name == first
    restarted.close()


def test_a_snapshot_that_was_half_there_is_taken_once_it_is_whole(home, published, worker):
    first = publish(Settings(home=home), published).name
    following = follower(worker)
    following.open().close()
    fill(home, 1, first=7)
    second = publish(Settings(home=home), published).name
    shutil.move(published / second / "catalogue.sqlite", published / "later")
    assert following.open_other(first) is None
    shutil.move(published / "later", published / second / "catalogue.sqlite")
    application = following.open_other(first)
    assert application.folder.path.name == second
    assert finds(application, 7)
    application.close()
