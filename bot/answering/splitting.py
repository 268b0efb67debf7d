"""A stream of text pieces → whole sentences with their markers."""

import re
from collections.abc import Iterable, Iterator

_MARKERS = r"(?:\s*\[\d{1,2}(?:\s*,\s*\d{1,2})*\])+"
_SENTENCE = re.compile(rf"(.+?)({_MARKERS})([.!?…]?)(?=\s|$)", re.DOTALL)
_NUMBER = re.compile(r"\d+")


def cited_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield each sentence as soon as its last marker is complete; what is left at the end as it is.

    A sentence reaches to its markers: `… болады. [1][2]`.
    """
    pending = ""
    for piece in pieces:
        pending += piece
        while (match := _SENTENCE.match(pending)) and match.end() < len(pending):
            yield pending[: match.end()].strip()
            pending = pending[match.end() :]
    if pending.strip():
        yield pending.strip()


def split_markers(sentence: str) -> tuple[str, list[int]]:
    """Part a sentence from its markers: `… болады [1, 2].` → `… болады.`, [1, 2]."""
    match = _SENTENCE.fullmatch(sentence)
    if not match:
        return sentence.strip(), []
    numbers = [int(number) for number in _NUMBER.findall(match[2])]
    return match[1].strip() + match[3], list(dict.fromkeys(numbers))
