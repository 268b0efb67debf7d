"""Word → stem, in the language of its text."""

from functools import lru_cache

import snowballstemmer

from corpus.document import Language
from retrieval.analysis.folding import fold, unmixed
from retrieval.analysis.kazakh import stem_kazakh

_snowball = snowballstemmer.stemmer("russian")


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language) -> str:
    """Return the folded stem of a word as typed.

    Russian by Snowball (https://snowballstem.org/algorithms/russian/stemmer.html), Kazakh by
    our own light stemmer. A word with Kazakh letters is Kazakh in any text.
    """
    lowered = unmixed(word.lower())
    if language is Language.KK or any(letter in "әғқңөұүһі" for letter in lowered):
        return fold(stem_kazakh(lowered))
    return fold(_snowball.stemWord(lowered.replace("ё", "е")))
