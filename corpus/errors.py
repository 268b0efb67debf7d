"""What can go wrong with sources.

CorpusError
├── UnreadableError            a file that cannot become a Document
├── UnreachableError           an address that may not be fetched, or cannot
├── Notice                     a file went in, and people should know something of it
├── UnknownDocumentError       no Document has that id
├── DamagedCatalogueError      the catalogue's file is damaged, no catalogue, or a newer one
└── UnavailableCatalogueError  the catalogue's file cannot be used now: locked, or the disk is full
"""

from corpus.keyed_error import KeyedError


class CorpusError(KeyedError):
    """A fault of the source layer."""


class UnreadableError(CorpusError):
    """A file that cannot become a Document: empty, not text, broken."""


class UnreachableError(CorpusError):
    """An address that may not be fetched, or that gives nothing."""


class Notice(CorpusError):
    """No fault: what a report tells of a file that went in, such as the encoding it was in."""


class UnknownDocumentError(CorpusError):
    """No Document of the catalogue has that id."""


class DamagedCatalogueError(CorpusError):
    """The catalogue's file cannot be read by this version."""


class UnavailableCatalogueError(CorpusError):
    """The catalogue's file cannot be used now."""
