"""Word → what an embedding table knows of it: its n-grams with the edges marked, and the whole."""

from zlib import crc32

from retrieval.analysis.folding import fold
from retrieval.analysis.transliteration import is_latin, latin_to_cyrillic


def subwords(word: str, shortest: int, longest: int) -> set[str]:
    """Return the n-grams of a word of those lengths, and the word, folded: «Заң» → «_за», «_заң_».

    A Latin word is read in Cyrillic, so that «qurultai» and «құрылтай» meet.
    """
    reading = latin_to_cyrillic(word) if is_latin(word) else word
    bounded = f"_{fold(reading)}_"
    pieces = {
        bounded[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(len(bounded) - size + 1)
    }
    return pieces | {bounded}


def hashed(pieces: set[str], rows: int) -> list[int]:
    """Return the rows of a table of that many rows that subwords share, in order, each once.

    By CRC-32: the same on every machine and in every process.
    """
    return sorted({crc32(piece.encode()) % rows for piece in pieces})
