"""What the retriever asks of a way to find passages, and of a model that embeds them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from retrieval.passage import Hit, Passage
from retrieval.query import Query

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Matrix = NDArray[numpy.float32]


class Channel(Protocol):
    """A way to find passages: lexical, dense."""

    name: str
    stamp: str
    """Names how passages are indexed; an index made under another stamp is made anew."""

    def add(self, passages: Sequence[Passage]) -> None:
        """Add passages; they are found after `commit`."""
        ...

    def remove(self, document_id: str) -> None:
        """Drop a Document's passages; gone after `commit`."""
        ...

    def commit(self) -> None:
        """Make what was added and removed durable and visible, all at once."""
        ...

    def clear(self) -> None:
        """Drop all passages."""
        ...

    def count(self) -> int:
        """How many passages are held."""
        ...

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, the best first."""
        ...


class Embedder(Protocol):
    """A model that turns texts into vectors: float32 (n, dimension), rows of length 1."""

    name: str
    dimension: int

    def embed_queries(self, texts: Sequence[str], /) -> "Matrix":
        """Embed questions, with the prefix that the model wants before them."""
        ...

    def embed_passages(self, texts: Sequence[str], /) -> "Matrix":
        """Embed passages, with the prefix that the model wants before them."""
        ...


class VectorStore(Protocol):
    """Where vectors lie, each with an id and the place it was taken from.

    A process that holds it open sees what others write.
    """

    name: str
    """Names the channel over it in the ledger of what is indexed: each store has its own."""

    def open(self, stamp: str, /) -> bool:
        """Stamp a store that is new; tell whether it bears that stamp."""
        ...

    def clear(self, stamp: str, /) -> None:
        """Drop all vectors; those that come will be of that stamp."""
        ...

    def count(self) -> int:
        """How many vectors are held."""
        ...

    def write(
        self,
        ids: Sequence[str],
        vectors: "Matrix",
        places: Sequence[Mapping[str, str | int]],
    ) -> None:
        """Write vectors of length 1, each in place of one with the same id."""
        ...

    def remove(self, document_ids: Sequence[str], /) -> None:
        """Drop the vectors whose place is in those Documents."""
        ...

    def nearest(
        self, vectors: "Matrix", limit: int, condition: Mapping[str, object] | None = None
    ) -> Iterator[tuple[str, float]]:
        """Return ids and cosine distances of what is nearest to the first of the vectors.

        A condition, as Chroma writes it, is one on the places.
        """
        ...

    def close(self) -> None:
        """Let go of the file, or of the server."""
        ...
