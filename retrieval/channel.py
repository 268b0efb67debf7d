"""What the retriever asks of a way to find passages, and of a model that embeds them."""

from collections.abc import Sequence
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
