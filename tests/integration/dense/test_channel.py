"""The dense channel: real Chroma, in a folder and on a server, and the file of vectors."""

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import uuid4

import numpy
import pytest

from corpus.document import Document, Kind, Language
from retrieval.dense import DenseChannel
from retrieval.embedding import SentenceTransformerEmbedder
from retrieval.errors import DamagedIndexError
from retrieval.filter import Filter
from retrieval.local_vectors import LocalVectors
from retrieval.segmentation import segment
from retrieval.vectors import vectors_in, vectors_on
from tests.integration.dense.asking import QUESTION, passages_of, query, said


def found_by(channel, text, limit=1000):
    return {hit.document_id for hit in channel.search(query(text), limit)}


@pytest.fixture(params=["a folder", "a server", "a file"])
def opened(request, tmp_path):
    """Opens the test's own collection, each time anew."""
    if request.param == "a folder":
        return lambda: vectors_in(tmp_path / "dense")
    if request.param == "a file":
        return lambda: LocalVectors(tmp_path / "vectors")
    url = request.getfixturevalue("chroma_server").url
    collection = uuid4().hex
    return lambda: vectors_on(url, collection)


@pytest.fixture
def channel(opened, embedder, documents):
    channel = DenseChannel(opened(), embedder)
    channel.add(passages_of(documents))
    channel.commit()
    return channel


def test_the_nearest_passage_is_found_first(channel, embedder, documents):
    passages = passages_of(documents)
    titled = [f"{p.document.title} {p.heading}".strip() + f". {p.text}" for p in passages]
    asked = [passage.text for passage in passages]
    cosines = embedder.embed_queries(asked) @ embedder.embed_passages(titled).T
    firsts = [channel.search(query(text), 5)[0].score for text in asked]
    # Stored vectors are rounded, so of two that are equally near either may come first; and the
    # search of Chroma is an approximate one.
    near = numpy.abs(numpy.array(firsts) - cosines.max(axis=1)) < 0.002
    assert near.mean() >= 0.95, [asked[place] for place in numpy.flatnonzero(~near)]


def test_a_hit_names_the_place_it_was_found_at(channel, documents):
    places = {
        (p.document.id, p.span, p.locator, p.document.checksum[:12]) for p in passages_of(documents)
    }
    hits = channel.search(query(QUESTION), 1000)
    assert {(hit.document_id, hit.span, hit.locator, hit.checksum) for hit in hits} == places


def test_scores_are_cosines_in_descending_order(channel, documents):
    texts = [documents[0].title, QUESTION, "🗳️", "x" * 5000]
    for text in texts:
        scores = [hit.score for hit in channel.search(query(text), 1000)]
        assert len(scores) == channel.count()
        assert scores == sorted(scores, reverse=True)
        assert all(-1 <= score <= 1 for score in scores)


OLD, YOUNG = date(2026, 1, 1), date(2026, 3, 1)
DATED = [
    Document("old", "Т", "Құрылтай болады.", Language.KK, Kind.NEWS, published=OLD),
    Document("young", "Т", "Құрылтай келеді.", Language.KK, Kind.NEWS, published=YOUNG),
    Document("law", "Т", "Құрылтай бар.", Language.KK, Kind.LAW, version="1995"),
]
FILTERS = {
    "nothing": (Filter(), {"old", "young", "law"}),
    "a kind": (Filter(kinds=frozenset({Kind.LAW})), {"law"}),
    "two kinds": (Filter(kinds=frozenset({Kind.LAW, Kind.NEWS})), {"old", "young", "law"}),
    "since": (Filter(since=date(2026, 2, 1)), {"young"}),
    "until": (Filter(until=OLD), {"old"}),
    "a version": (Filter(excluded_versions=frozenset({"1995", "2017"})), {"old", "young"}),
    "all at once": (Filter(frozenset({Kind.NEWS}), OLD, OLD, frozenset({"1995"})), {"old"}),
    "what is not there": (Filter(kinds=frozenset({Kind.EXPLAINER})), set()),
}


@pytest.mark.parametrize("narrowed", FILTERS)
def test_a_filter_narrows_what_is_found(opened, embedder, narrowed):
    channel = DenseChannel(opened(), embedder)
    channel.add(passages_of(DATED))
    channel.commit()
    narrowed, expected = FILTERS[narrowed]
    hits = channel.search(replace(query("Құрылтай"), filter=narrowed), 10)
    assert {hit.document_id for hit in hits} == expected


def test_no_more_hits_come_than_were_asked_for(channel):
    assert len(channel.search(query(QUESTION), 3)) == 3


def test_a_removed_document_is_found_no_more(channel, documents):
    gone, *kept = documents
    channel.remove(gone.id)
    channel.commit()
    assert channel.count() == len(passages_of(kept))
    assert found_by(channel, gone.title) == {document.id for document in kept}


def test_what_is_added_twice_is_held_once(channel, documents):
    channel.add(passages_of(documents))
    channel.commit()
    assert channel.count() == len(passages_of(documents))


def test_what_is_removed_before_it_was_committed_is_never_written(opened, embedder, documents):
    channel = DenseChannel(opened(), embedder)
    channel.add(passages_of(documents[:2]))
    channel.remove(documents[0].id)
    channel.commit()
    assert found_by(channel, QUESTION) == {documents[1].id}


def test_a_changed_document_replaces_its_passages(channel, documents):
    old = documents[0]
    new = Document(old.id, old.title, "Бір ғана сөйлем қалды.", old.language)
    channel.remove(old.id)
    channel.add(list(segment(new)))
    channel.commit()
    held = Counter(hit.document_id for hit in channel.search(query(QUESTION), 1000))
    assert held[old.id] == 1


def test_an_empty_collection_finds_nothing(opened, embedder):
    channel = DenseChannel(opened(), embedder)
    channel.remove("nothing")
    channel.commit()
    assert (channel.count(), channel.search(query(QUESTION), 5)) == (0, [])


def test_what_was_added_is_there_after_reopening(channel, opened, embedder, documents):
    reopened = DenseChannel(opened(), embedder)
    assert reopened.count() == len(passages_of(documents))
    assert found_by(reopened, QUESTION) == {document.id for document in documents}


def test_clearing_drops_all_and_leaves_no_files_of_vectors_behind(tmp_path, embedder, documents):
    channel = DenseChannel(vectors_in(tmp_path / "dense"), embedder)
    many = [
        Document(f"{copy}-{document.id}", document.title, document.text, document.language)
        for copy in range(1200 // len(passages_of(documents)) + 1)
        for document in documents
    ]  # from a thousand vectors on Chroma writes them to a folder of their own
    for document in many:
        channel.add(list(segment(document)))
    channel.commit()
    channel.search(query(QUESTION), 1)
    assert [folder for folder in (tmp_path / "dense").iterdir() if folder.is_dir()]
    channel.clear()
    assert channel.count() == 0
    assert not [folder for folder in (tmp_path / "dense").iterdir() if folder.is_dir()]
    channel.add(passages_of(documents))
    channel.commit()
    assert found_by(channel, QUESTION) == {document.id for document in documents}


def test_vectors_of_another_model_never_mix(channel, opened, embedder, other_model, documents):
    other = DenseChannel(opened(), SentenceTransformerEmbedder(other_model))
    assert other.count() == 0
    other.add(passages_of(documents[:1]))
    other.commit()
    assert found_by(other, QUESTION) == {documents[0].id}
    assert DenseChannel(opened(), embedder).count() == 0


def test_a_collection_that_was_made_anew_elsewhere_is_found_again(
    channel, opened, embedder, documents
):
    assert found_by(channel, QUESTION)
    other = DenseChannel(opened(), embedder)
    other.clear()
    other.add(passages_of(documents[:1]))
    other.commit()
    assert found_by(channel, QUESTION) == {documents[0].id}


def test_a_damaged_collection_is_told(tmp_path, embedder):
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database at all" * 1000)
    with pytest.raises(DamagedIndexError) as caught:
        DenseChannel(vectors_in(tmp_path), embedder)
    assert caught.value.key == "error-index-damaged"
    assert str(tmp_path) in said(caught.value)
