"""What kind of thing a question asks for, and whether a sentence holds one."""

import re
from enum import Enum

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.words import words_of


class Expectation(Enum):
    """The kind of answer that a question word asks for."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    ANYTHING = "anything"


_ASKING = {
    Expectation.NUMBER: "сколко скольки скольких сколькими канша неше нешеу каншадан нешинши "
    "нешеге каншага численность количество саны",
    Expectation.DATE: "когда кашан кашаннан числа куни",
    Expectation.PERSON: "кто кого кому кем чей ким кимге кимди кимнин кимдер кимнен",
}
_BY_WORD = {word: kind for kind, words in _ASKING.items() for word in words.split()}
_MONTHS = re.compile(
    r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
    r"|январ|феврал|марта|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр"
    r"|\d{4} ?(?:жыл|год)|\d\d\.\d\d\.\d{4}|кеше|бүгін|вчера|сегодня)"
)
_NAME = re.compile(r"(?<![.!?…«\"] )(?<!^)\b[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+")


def expected(question: str) -> Expectation:
    """Tell by its question word what a question asks for."""
    words = (fold(word.text) for word in words_of(question))
    return next((_BY_WORD[word] for word in words if word in _BY_WORD), Expectation.ANYTHING)


def holds(sentence: str, expectation: Expectation, language: Language) -> bool:
    """Whether a sentence holds a thing of that kind."""
    match expectation:
        case Expectation.NUMBER:
            return any(n.value > 1 for n in numerals_of(sentence, language))
        case Expectation.DATE:
            return bool(_MONTHS.search(sentence.lower()))
        case Expectation.PERSON:
            return bool(_NAME.search(sentence))
        case _:
            return True
