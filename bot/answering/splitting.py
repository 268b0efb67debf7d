"""A stream of text pieces → whole sentences with their markers."""

import re
from collections.abc import Iterable, Iterator

MARKER = r"\[\d{1,2}(?:\s*,\s*\d{1,2})*\]"
_MARKERS = re.compile(rf"(?:\s*{MARKER})+")
# A sentence ends with its markers as soon as something other than a marker follows: what has come
# of a stream by then no longer matters.
_SENTENCE = re.compile(rf".+?{_MARKERS.pattern}[.!?…]?(?=\s+[^\s\[]|[^\W\d_])", re.DOTALL)
_NUMBER = re.compile(r"\d+")


def cited_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield each sentence as soon as the next one begins; what is left at the end as it is.

    A sentence reaches to its markers: `… болады. [1][2]`.
    """
    pending = ""
    for piece in pieces:
        pending += piece
        while match := _SENTENCE.match(pending):
            yield match[0].strip()
            pending = pending[match.end() :]
    if pending.strip():
        yield pending.strip()


def split_markers(sentence: str) -> tuple[str, list[int]]:
    """Part a sentence from all its markers: `… болады [1, 2].` → `… болады.`, [1, 2]."""
    markers = "".join(_MARKERS.findall(sentence))
    numbers = [int(number) for number in _NUMBER.findall(markers)]
    return without_markers(sentence), list(dict.fromkeys(numbers))


def without_markers(text: str) -> str:
    """Take out all that looks like a marker, in a source its footnote marks; tidy white space."""
    return " ".join(_MARKERS.sub("", text).split())
