"""Vectors in a file find what a Chroma collection finds."""

import subprocess
import sys

import numpy
import pytest

from retrieval.errors import DamagedIndexError
from retrieval.local_vectors import LocalVectors
from retrieval.vectors import vectors_in

COUNT, DIMENSION = 300, 32
PLACES = [
    {"document": f"d{number % 40}", "kind": "news" if number % 3 else "law", "day": number % 7}
    for number in range(COUNT)
]
CONDITIONS = {
    "none": None,
    "of a kind": {"kind": {"$in": ["law"]}},
    "not of a kind": {"kind": {"$nin": ["law"]}},
    "between days": {"$and": [{"day": {"$gte": 2}}, {"day": {"$lte": 4}}]},
    "of a kind that there is not": {"kind": {"$in": ["poem"]}},
}


@pytest.fixture(scope="module")
def vectors():
    rows = numpy.random.default_rng(1).standard_normal((COUNT, DIMENSION)).astype(numpy.float32)
    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module", params=["as written", "after removal", "written over"])
def stores(request, tmp_path_factory, vectors):
    opened = [opener(tmp_path_factory.mktemp("store")) for opener in (LocalVectors, vectors_in)]
    ids = [str(number) for number in range(COUNT)]
    for store in opened:
        assert store.open("a stamp")
        store.write(ids, vectors, PLACES)
        if request.param == "after removal":
            store.remove([f"d{number}" for number in range(10)])
        if request.param == "written over":
            store.write(ids[:50], numpy.roll(vectors[:50], 1, axis=1), PLACES[:50])
    return opened


@pytest.mark.parametrize("condition", CONDITIONS)
def test_it_finds_what_chroma_finds_and_as_far(stores, vectors, condition):
    for query in vectors[::30]:
        local, chroma = (
            list(store.nearest(query[None], 12, CONDITIONS[condition])) for store in stores
        )
        assert [key for key, _ in local] == [key for key, _ in chroma]
        distances = [[distance for _, distance in found] for found in (local, chroma)]
        assert distances[0] == pytest.approx(distances[1], abs=1e-5)


def test_it_counts_as_chroma_counts(stores):
    assert stores[0].count() == stores[1].count()


@pytest.fixture
def store(tmp_path):
    return LocalVectors(tmp_path)


def test_a_stamp_is_kept_and_another_is_told(store, tmp_path):
    assert store.open("one")
    assert LocalVectors(tmp_path).open("one")
    assert not LocalVectors(tmp_path).open("two")


def test_clearing_drops_all_and_stamps_anew(store, vectors):
    store.open("one")
    store.write(["a"], vectors[:1], PLACES[:1])
    store.clear("two")
    assert (store.count(), store.open("one"), store.open("two")) == (0, False, True)
    assert list(store.nearest(vectors[:1], 5)) == []


def test_what_another_process_writes_is_seen(store, tmp_path, vectors):
    store.write(["a"], vectors[:1], PLACES[:1])
    assert len(list(store.nearest(vectors[:1], 5))) == 1
    written = (
        "import numpy; from retrieval.local_vectors import LocalVectors; from pathlib import Path\n"
        f"LocalVectors(Path({str(tmp_path)!r})).write(['b'], numpy.ones((1, {DIMENSION}), 'f4'),"
        " [{'document': 'other'}])"
    )
    subprocess.run([sys.executable, "-c", written], check=True)
    assert {key for key, _ in store.nearest(vectors[:1], 5)} == {"a", "b"}


def test_what_another_process_drops_is_found_no_more(store, tmp_path, vectors):
    store.write(["a", "b"], vectors[:2], PLACES[:2])
    assert len(list(store.nearest(vectors[:1], 5))) == 2
    LocalVectors(tmp_path).remove(["d1"])
    assert [key for key, _ in store.nearest(vectors[:1], 5)] == ["a"]


def test_a_write_that_breaks_off_leaves_nothing_behind(store, vectors):
    with pytest.raises(KeyError):
        store.write(["a", "b"], vectors[:2], [PLACES[0], {"kind": "no document"}])
    assert store.count() == 0


def test_a_damaged_file_is_told(tmp_path):
    (tmp_path / "vectors.sqlite").write_bytes(b"no database at all" * 1000)
    with pytest.raises(DamagedIndexError) as caught:
        LocalVectors(tmp_path)
    assert caught.value.values == {"path": str(tmp_path)}
