"""The dense channel: chromadb over vectors of an embedding model."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import chromadb
from chromadb.config import Settings

from corpus.document import Span
from retrieval.channel import Embedder
from retrieval.locator import Locator
from retrieval.passage import CHECKSUM_LENGTH, Hit, Passage
from retrieval.query import Query
from retrieval.segmentation import SEGMENTATION_VERSION

_BATCH = 256


class DenseChannel:
    """Passages as vectors in a Chroma collection on disk, one collection a model."""

    name = "dense"

    def __init__(self, path: Path, embedder: Embedder) -> None:
        """Open the collection in the folder `path`; the embedder's name and size stamp it."""
        self._embedder = embedder
        self.stamp = f"{embedder.name}.{embedder.dimension}.{SEGMENTATION_VERSION}"
        path.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(
            str(path), settings=Settings(anonymized_telemetry=False)
        )
        self._open()

    def _open(self) -> None:
        self._collection = self._client.get_or_create_collection(
            "passages",
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"stamp": self.stamp},
        )
        if (self._collection.metadata or {}).get("stamp") != self.stamp:
            self.clear()

    def add(self, passages: Sequence[Passage]) -> None:
        """Embed and add passages, in batches."""
        remaining = iter(passages)
        while batch := list(islice(remaining, _BATCH)):
            vectors = self._embedder.embed_passages([_embedded_text(p) for p in batch])
            self._collection.upsert(
                ids=[f"{p.document.id}:{p.span.start}:{p.span.end}" for p in batch],
                embeddings=vectors,
                metadatas=[_place(passage) for passage in batch],
            )

    def remove(self, document_id: str) -> None:
        """Drop a Document's passages."""
        self._collection.delete(where={"document": document_id})

    def commit(self) -> None:
        """Nothing is left to do: Chroma makes each call durable by itself."""

    def clear(self) -> None:
        """Drop all passages."""
        self._client.delete_collection("passages")
        self._open()

    def count(self) -> int:
        """How many passages are held."""
        return int(self._collection.count())

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, the best first; scores are cosines."""
        if not self.count():
            return []
        found = self._collection.query(
            query_embeddings=self._embedder.embed_queries([query.text]),
            n_results=min(limit, self.count()),
            include=["metadatas", "distances"],
        )
        places, distances = found["metadatas"], found["distances"]
        assert places is not None
        assert distances is not None
        return [
            _to_hit(place, 1 - float(distance))
            for place, distance in zip(places[0], distances[0], strict=True)
        ]


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


def _to_hit(place: Mapping[str, object], score: float) -> Hit:
    span = Span(int(str(place["start"])), int(str(place["end"])))
    locator = Locator.from_code(str(place["locator"]))
    return Hit(str(place["document"]), str(place["checksum"]), span, locator, score)
