"""Words by number, so that a text is read once and its words' subwords are hashed once."""

from collections.abc import Iterable

import numpy
from numpy.typing import NDArray

from retrieval.analysis.transliteration import arabic_to_cyrillic
from retrieval.analysis.words import words_of
from retrieval.static_embedding import Shape, rows_of

# A text as the numbers of its words.
Numbers = tuple[int, ...]


class Vocabulary:
    """The words that were met, in the order of meeting, each with its rows of the table."""

    def __init__(self, shape: Shape) -> None:
        """Begin empty, for a table of that shape."""
        self.shape = shape
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._rows: list[NDArray[numpy.int64]] = []

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._words)

    def read(self, text: str) -> Numbers:
        """Return the numbers of a text's words, in order."""
        words = words_of(arabic_to_cyrillic(text))
        return tuple(self.number(word.text.lower()) for word in words)

    def number(self, word: str) -> int:
        """Return the number of a lower-case word; a new one is added."""
        number = self._numbers.setdefault(word, len(self._words))
        if number == len(self._words):
            self._words.append(word)
            self._rows.append(numpy.array(rows_of(word, self.shape), dtype=numpy.int64))
        return number

    def word(self, number: int) -> str:
        """Return the word of a number."""
        return self._words[number]

    def rows(self, numbers: Iterable[int]) -> list[NDArray[numpy.int64]]:
        """Return the rows of each of the words."""
        return [self._rows[number] for number in numbers]
