"""What can go wrong with sources.

CorpusError
├── UnreadableError        a file that cannot become a Document
├── Notice                 a file went in, and people should know something of it
├── UnknownDocumentError   no Document has that id
└── DamagedCatalogueError  the catalogue's file is not a catalogue, or a newer one
"""

from corpus.keyed_error import KeyedError


class CorpusError(KeyedError):
    """A fault of the source layer."""


class UnreadableError(CorpusError):
    """A file that cannot become a Document: empty, not text, broken."""


class Notice(CorpusError):
    """No fault: what a report tells of a file that went in, such as the encoding it was in."""


class UnknownDocumentError(CorpusError):
    """No Document of the catalogue has that id."""


class DamagedCatalogueError(CorpusError):
    """The catalogue's file cannot be read by this version."""
