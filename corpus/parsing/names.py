"""Names of files as people can read them and the catalogue can keep them."""

from pathlib import PurePath

_MARK = "\ufffd"


def legible(name: str) -> str:
    """Put a mark for what cannot be printed: line ends, direction marks, bytes that are no text."""
    return "".join(letter if letter.isprintable() else _MARK for letter in name)


def id_of(name: str) -> str:
    """Return the id of the Document that a file of this name holds: the name without its ending."""
    return legible(PurePath(name).stem) or _MARK
