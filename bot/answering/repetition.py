"""When two questions are one: the keys under which an answer is found again."""

from bot.answer import Question
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
    words = [_reading(word.text) for word in words_of(arabic_to_cyrillic(question.text))]
    stems = (stem(word, question.language) for word in words)
    words_in_any_order = sorted(fold(word) for word in words)
    return (
        (question.language, "words", *words_in_any_order),
        (question.language, "stems", *stems),
    )


def _reading(word: str) -> str:
    return latin_to_cyrillic(word) if is_latin(word) else word
