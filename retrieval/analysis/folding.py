"""Letters that people type for one another become one letter."""

import re
import unicodedata
from functools import lru_cache

# Kazakh letters → the Russian letters that stand in for them on a keyboard that lacks them.
_KAZAKH = str.maketrans("әғқңөұүһі", "агкноуухи")
_OTHER = str.maketrans({"ё": "е", "ъ": None, "ь": None} | dict.fromkeys("'’ʼ‘`´"))
# Latin letters that look like Cyrillic ones, and what they stand for in a word of those.
_LOOKALIKES = str.maketrans("iəaecopxyhkmtb", "іәаесорхуһкмтв")
_LATIN_LETTER, _CYRILLIC_LETTER = re.compile("[a-zə]"), re.compile("[\u0400-\u04ff]")
_MIXED = re.compile(r"(?=\w*[a-zə])(?=\w*[\u0400-\u04ff])\w+")
# Characters. What is shorter is most often a word, and words come again and again.
_LONGEST_WORD = 32
KAZAKH_LETTERS = frozenset("әғқңөұүһі")


def fold(text: str) -> str:
    """Lower-case and fold: «Құрылтай» and «курылтай», «объём» and «обьем» become one.

    Diacritics of Latin letters go (é → e); й stays й. Latin letters in a Cyrillic word are
    Cyrillic («бiр», as old texts write it).
    """
    return _fold_word(text) if len(text) <= _LONGEST_WORD else _fold(text)


def _fold(text: str) -> str:
    lowered = unmixed(text.lower()).translate(_KAZAKH).translate(_OTHER)
    return lowered if lowered.isascii() or _is_cyrillic(lowered) else _without_marks(lowered)


_fold_word = lru_cache(maxsize=200_000)(_fold)


def unmixed(word: str) -> str:
    """Write the Latin letters of a lower-case word in Cyrillic, where it has both alphabets."""
    if word.isascii() or not _LATIN_LETTER.search(word) or not _CYRILLIC_LETTER.search(word):
        return word
    return _MIXED.sub(lambda mixed: mixed[0].translate(_LOOKALIKES), word)


def _is_cyrillic(text: str) -> bool:
    return all("а" <= letter <= "я" or letter.isascii() for letter in text)


def _without_marks(text: str) -> str:
    kept = (
        letter if "а" <= letter <= "я" else unicodedata.normalize("NFD", letter) for letter in text
    )
    return "".join(mark for mark in "".join(kept) if not unicodedata.combining(mark))
