"""Places: where Documents come from, as the catalogue can keep it. A real path, or an address."""

import os
import re
from pathlib import Path

from corpus.fetching.url import is_address

_SPELLED_OUT = re.compile(r"\\udc([0-9a-f]{2})")


def place_of(file: Path) -> str:
    """Where a file lies: links resolved, bytes that are no text spelled out."""
    return os.path.realpath(file).encode("utf-8", "backslashreplace").decode()


def is_gone(place: str) -> bool:
    """Whether a file is there no more; what only cannot be reached is not gone."""
    if is_address(place):
        return False
    return _is_missing(place) and _is_missing(_SPELLED_OUT.sub(_byte, place))


def _is_missing(path: str) -> bool:
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _byte(spelled: re.Match[str]) -> str:
    return chr(0xDC00 + int(spelled[1], 16))
