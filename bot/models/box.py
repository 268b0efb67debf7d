"""The embedding model that comes with the program."""

from bot.models.shelf import RECORD, InstalledModel, read_record
from retrieval.static_embedding import MODEL


def boxed_model() -> InstalledModel:
    """Read its record: what it is, and the digests of its files. Raises ModelFileError."""
    return read_record(MODEL / RECORD)
