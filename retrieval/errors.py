"""What can go wrong with searching.

RetrievalError
├── IndexBusyError      another process is writing to the index
├── DamagedIndexError   the index on disk cannot be read; `atazan index --rebuild` makes it anew
└── ModelError          an embedding model that cannot be loaded, or not with this index
"""

from corpus.keyed_error import KeyedError


class RetrievalError(KeyedError):
    """A fault of the search layer."""


class IndexBusyError(RetrievalError):
    """Another process is writing to the index."""


class DamagedIndexError(RetrievalError):
    """The index on disk cannot be read."""


class ModelError(RetrievalError):
    """An embedding model cannot be loaded."""
