"""The embedding model in the box: a table of subwords, summed up. numpy alone, no torch."""

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy
from numpy.typing import NDArray

from retrieval.analysis.subwords import hashed, subwords
from retrieval.analysis.transliteration import arabic_to_cyrillic
from retrieval.analysis.words import words_of
from retrieval.errors import ModelError
from retrieval.model_revision import revision_of

if TYPE_CHECKING:
    from retrieval.channel import Matrix

MODEL = Path(__file__).parent / "models" / "atazan-kk-ru"
CONFIGURATION, TABLE, SCALES = "config.json", "table.npy", "scales.npy"
_ARCHITECTURE = "atazan-subwords"
# Words whose vectors are kept: a kilobyte each.
_KEPT_WORDS = 20_000


class Shape(NamedTuple):
    """The size of the table, and the lengths of the n-grams that it knows."""

    rows: int
    dimension: int
    shortest: int
    longest: int


class StaticEmbedder:
    """A table of int8 rows, each with its scale; a text is the sum of its words, of length 1.

    A word is the sum of its subwords' rows over the root of their number; one that comes n times
    counts √n. A text without words is a vector of zeros. Texts have no prefixes.
    """

    def __init__(self, path: Path = MODEL) -> None:
        """Open the model in a folder; its rows stay on disk until they are needed.

        Raises ModelError.
        """
        self.shape = read_shape(path)
        self._table, self._scales = read_table(path, self.shape)
        self.dimension = self.shape.dimension
        self.name = f"{path.resolve().name}@{revision_of(path)}"
        self._vector = lru_cache(maxsize=_KEPT_WORDS)(self._word)

    def embed_queries(self, texts: Sequence[str], /) -> "Matrix":
        """Embed questions: float32 (n, dimension), rows of length 1."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str], /) -> "Matrix":
        """Embed passages: float32 (n, dimension), rows of length 1."""
        sums = numpy.zeros((len(texts), self.dimension), dtype=numpy.float32)
        for place, text in enumerate(texts):
            if counts := count_words(text):
                words = numpy.stack([self._vector(word) for word in counts])
                sums[place] = numpy.sqrt(list(counts.values()), dtype=numpy.float32) @ words
        lengths = numpy.linalg.norm(sums, axis=1, keepdims=True)
        sums /= numpy.where(lengths > 0, lengths, 1)
        return sums

    def _word(self, word: str) -> NDArray[numpy.float32]:
        rows = rows_of(word, self.shape)
        scales = self._scales[rows] / numpy.sqrt(len(rows), dtype=numpy.float32)
        vector: NDArray[numpy.float32] = scales @ self._table[rows].astype(numpy.float32)
        return vector


def count_words(text: str) -> Counter[str]:
    """Return the words of a text in lower case, with how often each comes."""
    return Counter(word.text.lower() for word in words_of(arabic_to_cyrillic(text)))


def rows_of(word: str, shape: Shape) -> list[int]:
    """Return the rows of a word's subwords; there is always one."""
    return hashed(subwords(word, shape.shortest, shape.longest), shape.rows)


def is_static(path: Path) -> bool:
    """Whether a folder holds a model of this kind."""
    try:
        read_shape(path)
    except ModelError:
        return False
    return True


def read_shape(path: Path) -> Shape:
    """Read the configuration of the model in a folder. Raises ModelError."""
    try:
        told = json.loads((path / CONFIGURATION).read_text(encoding="utf-8"))
        if told["architecture"] != _ARCHITECTURE:
            raise ValueError(told["architecture"])
        return Shape(*(int(told[name]) for name in Shape._fields))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unloadable(path, error) from error


def write_table(path: Path, rows: NDArray[numpy.float32], shape: Shape) -> None:
    """Write a model into a folder: its configuration, and its rows rounded to int8."""
    path.mkdir(parents=True, exist_ok=True)
    largest = numpy.abs(rows).max(axis=1)
    scales = (numpy.where(largest > 0, largest, 1) / 127).astype(numpy.float32)
    table = numpy.rint(rows / scales[:, None]).astype(numpy.int8)
    numpy.save(path / TABLE, table)
    numpy.save(path / SCALES, scales)
    told = {"architecture": _ARCHITECTURE} | shape._asdict()
    (path / CONFIGURATION).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def read_table(path: Path, shape: Shape) -> tuple[NDArray[numpy.int8], NDArray[numpy.float32]]:
    """Open a table of int8 rows, left on disk, and read their scales. Raises ModelError."""
    try:
        table = numpy.asarray(numpy.load(path / TABLE, mmap_mode="r"))
        scales = numpy.load(path / SCALES)
    except (OSError, ValueError, EOFError) as error:
        raise _unloadable(path, error) from error
    held = (table.shape, table.dtype.name, scales.shape, scales.dtype.name)
    if held != ((shape.rows, shape.dimension), "int8", (shape.rows,), "float32"):
        raise _unloadable(path, ValueError(f"{TABLE}, {SCALES}: {held}"))
    return table, scales


def _unloadable(path: Path, error: Exception) -> ModelError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return ModelError("error-model-unloadable", path=str(path), reason=reason)
