"""When two questions are one: the keys under which an answer is found again."""

from functools import lru_cache

from bot.answer import Question
from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.stemming import stem
from retrieval.analysis.transliteration import arabic_to_cyrillic, is_latin, latin_to_cyrillic
from retrieval.analysis.words import words_of

Key = tuple[str, ...]


def keys_of(question: Question) -> tuple[Key, Key]:
    """Return the keys of a question; those that share one of the two are answered alike.

    One holds its words in any order, the other their stems in this order; both fold case, spelling
    without Kazakh letters, Latin script and punctuation. Not both order and endings are let go:
    «президент распускает Курултай» and «Курултай распускает президента» differ by these alone.
    """
    return _keys(question.text, question.language)


@lru_cache(maxsize=1_000)  # many ask in the same words
def _keys(text: str, language: Language) -> tuple[Key, Key]:
    words = [_reading(word.text) for word in words_of(arabic_to_cyrillic(text))]
    stems = (stem(word, language) for word in words)
    words_in_any_order = sorted(fold(word) for word in words)
    return (language, "words", *words_in_any_order), (language, "stems", *stems)


def _reading(word: str) -> str:
    return latin_to_cyrillic(word) if is_latin(word) else word
