"""What can go wrong with searching.

RetrievalError
├── IndexBusyError      another process is writing to the index
├── DamagedIndexError   the index on disk cannot be read; `atazan index --rebuild` makes it anew
└── ModelError          an embedding model that cannot be loaded, or not with this index

Each error carries the key of a message for people and its values (see prompts/messages.*.ftl).
"""


class RetrievalError(Exception):
    """A fault of the search layer, with the key and values of its message."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.key, *(f"{name}={value}" for name, value in self.values.items())])


class IndexBusyError(RetrievalError):
    """Another process is writing to the index."""


class DamagedIndexError(RetrievalError):
    """The index on disk cannot be read."""


class ModelError(RetrievalError):
    """An embedding model cannot be loaded."""
