"""Text → words with their places."""

import re
from typing import NamedTuple

# A word may hold an apostrophe (Latin Kazakh of 2017: «Qazaqstan'da»); a hyphen parts words, so
# that «вице-президент» and «вице президент», «300-ден» and «300» meet.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`´][^\W_]+)*", re.UNICODE)


class Word(NamedTuple):
    """A word as it stands in a text, with its span in characters."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Split a text into its words and numbers, in order."""
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
