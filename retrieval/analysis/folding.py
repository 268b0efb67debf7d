"""Letters that people type for one another become one letter."""

import unicodedata

# Kazakh letters → the Russian letters that stand in for them on a keyboard that lacks them.
_KAZAKH = str.maketrans("әғқңөұүһі", "агкноуухи")
_OTHER = str.maketrans({"ё": "е", "ъ": None, "ь": None} | dict.fromkeys("'’ʼ‘`´"))
KAZAKH_LETTERS = frozenset("әғқңөұүһі")


def fold(text: str) -> str:
    """Lower-case and fold: «Құрылтай» and «курылтай», «объём» and «обьем» become one.

    Diacritics of Latin letters go (é → e); й stays й.
    """
    lowered = text.lower().translate(_KAZAKH).translate(_OTHER)
    return lowered if lowered.isascii() or _is_cyrillic(lowered) else _without_marks(lowered)


def _is_cyrillic(text: str) -> bool:
    return all("а" <= letter <= "я" or letter.isascii() for letter in text)


def _without_marks(text: str) -> str:
    kept = (
        letter if "а" <= letter <= "я" else unicodedata.normalize("NFD", letter) for letter in text
    )
    return "".join(mark for mark in "".join(kept) if not unicodedata.combining(mark))
