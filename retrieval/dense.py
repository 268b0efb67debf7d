"""The dense channel: passages as vectors of an embedding model."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from corpus.document import Span
from retrieval.channel import Embedder, VectorStore
from retrieval.errors import DamagedIndexError
from retrieval.filter import Filter
from retrieval.locator import Locator
from retrieval.passage import CHECKSUM_LENGTH, Hit, Passage
from retrieval.query import Query
from retrieval.segmentation import SEGMENTATION_VERSION

# Raise it when passages would be embedded or kept another way.
_VERSION = 3
# Passages that are embedded and written at once: what progress waits for, and a break undoes.
_BATCH = 64


class DenseChannel:
    """Passages as vectors in a store, those of one model at a time.

    Every method raises what the store raises: DamagedIndexError when it cannot be read,
    IndexServerError when its server is lost.
    """

    def __init__(self, vectors: VectorStore, embedder: Embedder) -> None:
        """Take the store; the embedder's name and size stamp it.

        Vectors of another stamp are dropped.
        """
        self.name = vectors.name
        self._embedder = embedder
        self._vectors = vectors
        self.stamp = dense_stamp(embedder)
        self._added: dict[str, list[Passage]] = {}
        self._removed: set[str] = set()
        if not vectors.open(self.stamp):
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
        self._vectors.remove(sorted(self._removed))
        added = (passage for passages in self._added.values() for passage in passages)
        while batch := list(islice(added, _BATCH)):
            self._write(batch)
        self._forget_uncommitted()

    def clear(self) -> None:
        """Drop all passages."""
        self._forget_uncommitted()
        self._vectors.clear(self.stamp)

    def count(self) -> int:
        """How many passages are held."""
        return self._vectors.count()

    def close(self) -> None:
        """Let go of the store."""
        self._vectors.close()

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, the best first; scores are cosines."""
        vectors = self._embedder.embed_queries([query.text])
        found = self._vectors.nearest(vectors, limit, _narrowing(query.filter))
        try:
            return [_to_hit(*hit) for hit in found]
        except (ValueError, TypeError) as error:  # ids that are none of ours
            raise DamagedIndexError("error-index-damaged", path=self.name) from error

    def _write(self, passages: Sequence[Passage]) -> None:
        self._vectors.write(
            [_key(passage) for passage in passages],
            self._embedder.embed_passages([_embedded_text(p) for p in passages]),
            [_place(passage) for passage in passages],
        )

    def _forget_uncommitted(self) -> None:
        self._added.clear()
        self._removed.clear()


def dense_stamp(embedder: Embedder) -> str:
    """Name how passages are embedded: the model, its size, and how they are cut and kept."""
    parts = (embedder.name, embedder.dimension, SEGMENTATION_VERSION, _VERSION)
    return ".".join(map(str, parts))


def _embedded_text(passage: Passage) -> str:
    heading = f"{passage.document.title} {passage.heading}".strip()
    return f"{heading}. {passage.text}"


def _key(passage: Passage) -> str:
    """The id of a passage: all that a hit tells, so that nothing else need be read for it."""
    span, checksum = passage.span, passage.document.checksum[:CHECKSUM_LENGTH]
    told = (passage.document.id, checksum, span.start, span.end, passage.locator.code)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=20_000)
def _read_key(key: str) -> tuple[str, str, Span, Locator]:
    document, checksum, start, end, locator = json.loads(key)
    return str(document), str(checksum), Span(int(start), int(end)), Locator.from_code(str(locator))


def _place(passage: Passage) -> dict[str, str | int]:
    """What a filter may ask for, and by what a Document's passages are removed."""
    published = passage.document.published
    return {
        "document": passage.document.id,
        "kind": passage.document.kind.value,
        "day": published.toordinal() if published else 0,
        "version": passage.document.version,
    }


def _narrowing(narrowed: Filter) -> Mapping[str, object] | None:
    """A filter as Chroma's condition on places."""
    conditions: list[dict[str, object]] = []
    if narrowed.kinds:
        conditions.append({"kind": {"$in": sorted(narrowed.kinds)}})
    if narrowed.days:
        first, last = narrowed.days
        conditions += [{"day": {"$gte": first}}, {"day": {"$lte": last}}]
    if narrowed.excluded_versions:
        conditions.append({"version": {"$nin": sorted(narrowed.excluded_versions)}})
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)


def _to_hit(key: str, distance: float) -> Hit:
    cosine = min(1.0, max(-1.0, 1 - distance))  # rounding goes a little beyond
    return Hit(*_read_key(key), cosine)
