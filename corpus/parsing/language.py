"""Which of the two languages a whole text is written in."""

import re

from corpus.document import Language

_KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_RUSSIAN_LETTERS = re.compile("[а-яё]", re.IGNORECASE)

# Kazakh prose has such a letter in every fourth to eighth place; Russian prose has none, and a
# Russian text that quotes Kazakh names stays far below.
_SHARE = 0.02


def language_of(text: str) -> Language:
    """Tell the language of a Document by the share of letters that only Kazakh has."""
    kazakh = len(_KAZAKH_LETTERS.findall(text))
    letters = kazakh + len(_RUSSIAN_LETTERS.findall(text))
    return Language.KK if kazakh > _SHARE * letters else Language.RU
