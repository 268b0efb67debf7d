"""The dense channel: chromadb over vectors of an embedding model."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import chromadb
from chromadb.config import Settings
from chromadb.errors import ChromaError

from corpus.document import Span
from retrieval.channel import Embedder
from retrieval.errors import DamagedIndexError
from retrieval.locator import Locator
from retrieval.passage import CHECKSUM_LENGTH, Hit, Passage
from retrieval.query import Query
from retrieval.segmentation import SEGMENTATION_VERSION

# Raise it when passages would be embedded or kept another way.
_VERSION = 1
_BATCH = 256
_COLLECTION = "passages"


class DenseChannel:
    """Passages as vectors in a Chroma collection on disk, those of one model at a time.

    A process that holds it open sees what others add when it opens it anew. Every method raises
    DamagedIndexError when the collection cannot be read.
    """

    name = "dense"

    def __init__(self, path: Path, embedder: Embedder) -> None:
        """Open the collection in the folder `path`; the embedder's name and size stamp it.

        Vectors of another stamp are dropped.
        """
        self._embedder = embedder
        self.stamp = ".".join(
            map(str, (embedder.name, embedder.dimension, SEGMENTATION_VERSION, _VERSION))
        )
        self._path = path
        self._added: dict[str, list[Passage]] = {}
        self._removed: set[str] = set()
        path.mkdir(parents=True, exist_ok=True)
        with self._damage_told():
            self._client = chromadb.PersistentClient(
                str(path), settings=Settings(anonymized_telemetry=False)
            )
            self._create()
        if (self._collection().metadata or {}).get("stamp") != self.stamp:
            self.clear()

    def add(self, passages: Sequence[Passage]) -> None:
        """Add passages; they are embedded at `commit`, or as soon as they fill a batch."""
        for passage in passages:
            self._added.setdefault(passage.document.id, []).append(passage)
        if sum(map(len, self._added.values())) >= _BATCH:
            self.commit()

    def remove(self, document_id: str) -> None:
        """Drop a Document's passages; gone after `commit`."""
        self._added.pop(document_id, None)
        self._removed.add(document_id)

    def commit(self) -> None:
        """Drop what was removed, then embed and write what was added, in batches.

        Broken off between batches, the Documents are to be added again.
        """
        removed = iter(sorted(self._removed))
        while ids := list(islice(removed, _BATCH)):
            with self._damage_told():
                self._collection().delete(where={"document": {"$in": list(ids)}})
        added = (passage for passages in self._added.values() for passage in passages)
        while batch := list(islice(added, _BATCH)):
            self._write(batch)
        self._forget_uncommitted()

    def clear(self) -> None:
        """Drop all passages."""
        self._forget_uncommitted()
        left_behind = [folder for folder in self._path.iterdir() if folder.is_dir()]
        with self._damage_told():
            self._client.delete_collection(_COLLECTION)
            self._create()
        for folder in left_behind:  # Chroma leaves the vectors of a deleted collection on disk
            shutil.rmtree(folder, ignore_errors=True)

    def count(self) -> int:
        """How many passages are held."""
        with self._damage_told():
            return int(self._collection().count())

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, the best first; scores are cosines."""
        wanted = min(limit, self.count())
        if not wanted:
            return []
        vectors = self._embedder.embed_queries([query.text])
        with self._damage_told():
            found = self._collection().query(
                query_embeddings=vectors, n_results=wanted, include=["metadatas", "distances"]
            )
        places, distances = found["metadatas"], found["distances"]
        assert places is not None
        assert distances is not None
        return [_to_hit(*hit) for hit in zip(places[0], distances[0], strict=True)]

    def _write(self, passages: Sequence[Passage]) -> None:
        vectors = self._embedder.embed_passages([_embedded_text(p) for p in passages])
        with self._damage_told():
            self._collection().upsert(
                ids=[f"{p.document.id}:{p.span.start}:{p.span.end}" for p in passages],
                embeddings=vectors,
                metadatas=[_place(passage) for passage in passages],
            )

    def _create(self) -> None:
        self._client.get_or_create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"stamp": self.stamp},
        )

    def _collection(self) -> chromadb.Collection:
        """The collection by its name: another process may have made it anew."""
        return self._client.get_collection(_COLLECTION, embedding_function=None)

    def _forget_uncommitted(self) -> None:
        self._added.clear()
        self._removed.clear()

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        try:
            yield
        except ChromaError as error:
            raise DamagedIndexError("error-index-damaged", path=str(self._path)) from error


def _embedded_text(passage: Passage) -> str:
    heading = f"{passage.document.title} {passage.heading}".strip()
    return f"{heading}. {passage.text}"


def _place(passage: Passage) -> dict[str, str | int]:
    return {
        "document": passage.document.id,
        "checksum": passage.document.checksum[:CHECKSUM_LENGTH],
        "start": passage.span.start,
        "end": passage.span.end,
        "locator": passage.locator.code,
    }


def _to_hit(place: Mapping[str, object], distance: float) -> Hit:
    span = Span(int(str(place["start"])), int(str(place["end"])))
    locator = Locator.from_code(str(place["locator"]))
    cosine = min(1.0, max(-1.0, 1 - distance))  # rounding goes a little beyond
    return Hit(str(place["document"]), str(place["checksum"]), span, locator, cosine)
