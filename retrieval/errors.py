"""What can go wrong with searching.

RetrievalError
├── IndexBusyError      another process is writing to the index
├── DamagedIndexError   the index on disk cannot be read; `atazan index --rebuild` makes it anew
├── IndexServerError    the server that keeps the vectors does not answer
└── ModelError          an embedding or reranking model that cannot be loaded or run
"""

from corpus.keyed_error import KeyedError


class RetrievalError(KeyedError):
    """A fault of the search layer."""


class IndexBusyError(RetrievalError):
    """Another process is writing to the index."""


class DamagedIndexError(RetrievalError):
    """The index on disk cannot be read."""


class IndexServerError(RetrievalError):
    """The server that keeps the vectors does not answer."""


class ModelError(RetrievalError):
    """An embedding or reranking model cannot be loaded or run."""
