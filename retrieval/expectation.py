"""What kind of thing a question asks for, and whether a sentence holds one."""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

from corpus.document import Language
from retrieval.analysis.numerals import Numeral, numerals_of
from retrieval.analysis.stemming import stem
from retrieval.analysis.words import words_of
from retrieval.query import Query, Term


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
# Words.
_LONGEST_QUESTION = 16
_NEXT_TO_NUMBER = 2
LIST_NUMBER = re.compile(r"\s*\d+(?:-\d+)?[.)]")
_NAME = re.compile(r"(?<![.!?…«\"] )(?<!^)\b[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+")


def expected(query: Query) -> Expectation:
    """Tell by its question word what a question asks for."""
    if len(query.terms) > _LONGEST_QUESTION:
        return Expectation.ANYTHING  # a statement: its «когда» and «кто» join clauses
    return next(filter(None, map(_asked_by, query.terms)), Expectation.ANYTHING)


def _asked_by(term: Term) -> Expectation | None:
    """What a question word asks for, as typed or as it reads in Cyrillic («qansha»)."""
    readings = (variant.words[0] for variant in term.variants[: term.typed])
    return next(filter(None, map(_BY_WORD.get, readings)), None)


def holds(sentence: str, expectation: Expectation, language: Language) -> bool:
    """Whether a sentence holds a thing of that kind."""
    match expectation:
        case Expectation.NUMBER:
            return any(_amounts(sentence, language))
        case Expectation.DATE:
            return bool(_MONTHS.search(sentence.lower()))
        case Expectation.PERSON:
            return bool(_NAME.search(sentence))
        case _:
            return True


def counted_term(query: Query) -> Term | None:
    """The term that a question asks the number of: «қанша депутат», «сколько лет»."""
    for term, following in pairwise(query.terms):
        if _asked_by(term) is Expectation.NUMBER:
            return following
    return None


def counts(sentence: str, term: Term, language: Language) -> bool:
    """Whether the sentence says a number of the thing: «бір жүз қырық бес депутат»."""
    stems = {variant.stems[0] for variant in term.variants if len(variant.stems) == 1}
    words = words_of(sentence)
    for amount in _amounts(sentence, language):
        following = [word for word in words if word.start >= amount.end][:_NEXT_TO_NUMBER]
        if any(stem(word.text, language) in stems for word in following):
            return True
    return False


def _amounts(sentence: str, language: Language) -> Iterator[Numeral]:
    """The numbers that say how many: not «бір», «один», nor the number of a paragraph."""
    listed = LIST_NUMBER.match(sentence)
    begun = listed.end() if listed else 0
    for numeral in numerals_of(sentence, language):
        if numeral.value > 1 and numeral.start >= begun:
            yield numeral
