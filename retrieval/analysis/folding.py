"""Letters that people type for one another become one letter."""

import unicodedata
from functools import lru_cache

# Kazakh letters → the Russian letters that stand in for them on a keyboard that lacks them.
_KAZAKH = str.maketrans("әғқңөұүһі", "агкноуухи")
_OTHER = str.maketrans({"ё": "е", "ъ": None, "ь": None} | dict.fromkeys("'’ʼ‘`´"))
# Characters. What is shorter is most often a word, and words come again and again.
_LONGEST_WORD = 32
KAZAKH_LETTERS = frozenset("әғқңөұүһі")


def fold(text: str) -> str:
    """Lower-case and fold: «Құрылтай» and «курылтай», «объём» and «обьем» become one.

    Diacritics of Latin letters go (é → e); й stays й.
    """
    return _fold_word(text) if len(text) <= _LONGEST_WORD else _fold(text)


def _fold(text: str) -> str:
    lowered = text.lower().translate(_KAZAKH).translate(_OTHER)
    return lowered if lowered.isascii() or _is_cyrillic(lowered) else _without_marks(lowered)


_fold_word = lru_cache(maxsize=200_000)(_fold)


def _is_cyrillic(text: str) -> bool:
    return all("а" <= letter <= "я" or letter.isascii() for letter in text)


def _without_marks(text: str) -> str:
    kept = (
        letter if "а" <= letter <= "я" else unicodedata.normalize("NFD", letter) for letter in text
    )
    return "".join(mark for mark in "".join(kept) if not unicodedata.combining(mark))
