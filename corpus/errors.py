"""What can go wrong with sources.

CorpusError
├── UnreadableError        a file that cannot become a Document
├── UnknownDocumentError   no Document has that id
└── DamagedCatalogueError  the catalogue's file is not a catalogue, or a newer one

Each error carries the key of a message for people and its values (see prompts/messages.*.ftl).
"""


class CorpusError(Exception):
    """A fault of the source layer, with the key and values of its message."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.key, *(f"{name}={value}" for name, value in self.values.items())])


class UnreadableError(CorpusError):
    """A file that cannot become a Document: empty, not text, broken."""


class UnknownDocumentError(CorpusError):
    """No Document of the catalogue has that id."""


class DamagedCatalogueError(CorpusError):
    """The catalogue's file cannot be read by this version."""
