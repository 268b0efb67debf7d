"""The very words of a text, found in another: whatever the white space and footnotes between."""

import re
from functools import cached_property

from bot.answering.splitting import MARKER
from corpus.document import Span

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# No part of a longer word or number.
_BEFORE, _AFTER = r"(?<!\w)(?<!\d[.,])", r"(?!\w|[.,]\d)"
_BEGINS, _ENDS = re.compile(_BEFORE), re.compile(_AFTER)
# The source's own («… қабылданды [2].»): an answer has markers of its own.
_FOOTNOTES = rf"(?:\s*{MARKER})*"


class Wording:
    """Words to be found as they stand."""

    def __init__(self, words: str) -> None:
        """Take the words; none are found nowhere."""
        self._words = words.strip()
        self._tokens: list[str] = _TOKEN.findall(self._words)

    def find(self, text: str, within: Span) -> Span | None:
        """Return where they stand in that part of a text: letter for letter, else more freely."""
        if not self._tokens:
            return None
        return self._letter_for_letter(text, within) or self._freely(text, within)

    def _letter_for_letter(self, text: str, within: Span) -> Span | None:
        """The common case, which needs no pattern."""
        start = text.find(self._words, within.start, within.end)
        while start >= 0:
            end = start + len(self._words)
            begins = not self._opens_with_a_word or _BEGINS.match(text, start)
            if begins and (not self._closes_with_a_word or _ENDS.match(text, end, within.end)):
                return Span(start, end)
            start = text.find(self._words, start + 1, within.end)
        return None

    def _freely(self, text: str, within: Span) -> Span | None:
        match = self._pattern.search(text, *within)
        return Span(match.start(), match.end()) if match else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        before = _BEFORE if self._opens_with_a_word else ""
        after = _AFTER if self._closes_with_a_word else ""
        first, *others = self._tokens
        return re.compile(before + re.escape(first) + "".join(map(_following, others)) + after)

    @property
    def _opens_with_a_word(self) -> bool:
        return self._tokens[0].isalnum()

    @property
    def _closes_with_a_word(self) -> bool:
        return self._tokens[-1].isalnum()


def _following(token: str) -> str:
    if token.isspace():
        return rf"{_FOOTNOTES}\s+"
    return re.escape(token) if token.isalnum() else _FOOTNOTES + re.escape(token)
