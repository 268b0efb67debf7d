"""Numbers in words and in digits, in both languages: «жүз қырық бес» = «сто сорок пять» = 145.

A number is read over several words («1 млн 195 мың», «ста сорока пяти»), through case endings
and as an ordinal. The language matters: «он» is ten in Kazakh and he in Russian, «сот» a court in
Kazakh and hundreds in Russian.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.document import Language
from retrieval.analysis.folding import KAZAKH_LETTERS, fold, unmixed
from retrieval.analysis.words import Word, words_of


class Numeral(NamedTuple):
    """A number read off a text, with the span of the words that say it."""

    value: int
    start: int
    end: int


_SCALES = frozenset((1000, 10**6, 10**9))
_LONGEST_DIGITS = 18


def numerals_of(text: str, language: Language) -> list[Numeral]:
    """Read all whole numbers of a text, in order; `language` is the text's."""
    return list(read_numerals(text, words_of(text), language))


@lru_cache(maxsize=100_000)
def value_of(word: str, language: Language) -> int | None:
    """Return the value of one word or digit string; None when it is no number."""
    if word.isdecimal():
        return int(word) if len(word) <= _LONGEST_DIGITS else None
    lowered = unmixed(word.lower())
    if language is Language.KK or not KAZAKH_LETTERS.isdisjoint(lowered):
        spelled = not KAZAKH_LETTERS.isdisjoint(lowered)  # «оң», the right one, is no «он»
        return _KAZAKH_SPELLED.get(lowered) if spelled else _KAZAKH_FORMS.get(fold(lowered))
    return None if lowered in _FAMILY else _russian_value(fold(lowered))


def _russian_value(word: str) -> int | None:
    compound = _COMPOUND.match(word)
    return _RUSSIAN_FORMS.get(compound["number"] if compound else word)


def read_numerals(text: str, words: Sequence[Word], language: Language) -> Iterator[Numeral]:
    """Read the whole numbers of a text whose words are known.

    Neighbouring number words go together as long as each fits below the one before it.
    """
    reading: _Reading | None = None
    for word in words:
        value = value_of(word.text, language)
        if reading and (value is None or not reading.takes(value, word, text)):
            yield reading.numeral()
            reading = None
        if value is not None and reading is None:
            reading = _Reading(value, word)
    if reading:
        yield reading.numeral()


class _Reading:
    """A number while its words are being read: whole thousands so far, and what is under them."""

    def __init__(self, value: int, word: Word) -> None:
        scale = value in _SCALES and not word.text.isdecimal()
        self._thousands, self._scale = (value, value) if scale else (0, 10**18)
        self._rest: int | None = None if scale else value
        self._start, self._end, self._digits = word.start, word.end, word.text.isdecimal()
        self._groups = self._digits and 0 < value < 1000 and len(word.text) < 4

    def takes(self, value: int, word: Word, text: str) -> bool:
        """Read one word more, if it goes on with the same number."""
        gap = text[self._end : word.start]
        fits = gap in ("", "-") or (gap.isspace() and "\n" not in gap)
        if not fits or not self._add(value, word.text):
            return False
        self._end, self._digits = word.end, word.text.isdecimal()
        return True

    def _add(self, value: int, word: str) -> bool:
        rest = self._rest
        if word.isdecimal():
            return self._add_digits(value, word)
        if value in _SCALES and value < self._scale and rest is not None:
            self._thousands, self._scale, self._rest = self._thousands + rest * value, value, None
        elif rest is None and value < self._scale:
            self._rest = value
        elif value == 100 and rest is not None and 1 <= rest < 10:
            self._rest = rest * 100
        elif rest and not self._digits and rest % 10 ** len(str(value)) == 0 and value < rest:
            self._rest = rest + value
        else:
            return False
        return True

    def _add_digits(self, value: int, word: str) -> bool:
        """Digits go on after a scale word («1 млн 195») or in groups of three («1 195 000»)."""
        if self._rest is None and value < self._scale:
            self._rest = value
        elif self._digits and self._groups and len(word) == 3:
            self._rest = (self._rest or 0) * 1000 + value
        else:
            return False
        return True

    def numeral(self) -> Numeral:
        return Numeral(self._thousands + (self._rest or 0), self._start, self._end)


_KAZAKH = {
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8,
    "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60,
    "жетпіс": 70, "сексен": 80, "тоқсан": 90, "жүз": 100, "мың": 1000, "миллион": 10**6,
    "млн": 10**6, "миллиард": 10**9, "млрд": 10**9,
}  # fmt: skip
_KAZAKH_ORDINALS = ("", "інші", "ыншы", "нші", "ншы", "сыншы", "сінші")
_KAZAKH_COLLECTIVE = {
    "біреу": 1,
    "екеу": 2,
    "үшеу": 3,
    "төртеу": 4,
    "бесеу": 5,
    "алтау": 6,
    "жетеу": 7,
}
_KAZAKH_CASES = (
    "", *"ның нің дың дің тың тің ға ге қа ке ны ні ды ді ты ті да де та те дан ден тан тен нан "
    "нен мен бен пен сы сі ы і сын сін сына сіне сында сінде сының сінің дай дей тай тей дық дік "
    "тық тік лық лік лап леп даған деген таған теген ын ін ына іне ының інің нда нде".split(),
)  # fmt: skip
# Folded words that only look like forms of a number: «оны» him, «онда» there, «үшін» for,
# «бірге» together, «бірдей» the same.
_LOOKALIKES = frozenset("оны онын онда ондай ондагы ушин бирге бирдей бирде бирден биринде".split())
_SOFT = {
    "пят": 5, "шест": 6, "сем": 7, "восем": 8, "девят": 9, "десят": 10, "одиннадцат": 11,
    "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16,
    "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_ORDINAL_STEMS = _SOFT | {
    "перв": 1, "втор": 2, "четверт": 4, "седьм": 7, "восьм": 8, "сороков": 40, "пятидесят": 50,
    "шестидесят": 60, "семидесят": 70, "восьмидесят": 80, "девяност": 90, "сот": 100,
    "двухсот": 200, "трехсот": 300, "четырехсот": 400, "пятисот": 500, "тысячн": 1000,
}  # fmt: skip
_ORDINAL_ENDINGS = "ый ой ого ому ым ом ая ую ое ые ых ыми".split()
_RUSSIAN = {
    "ноль нуль нуля нулю": 0,
    "один одна одно одного одному одним одном одной одну одни": 1,
    "два две двух двум двумя двое двоих": 2,
    "оба обе обоих обеих обоим обеим обоими обеими": 2,
    "треть трети третей третях третями": 3,
    "четверть четверти четвертью четвертей четвертях четвертями": 4,
    "три трех трем тремя трое троих третий третьего третьему третьим третьем третья третьей "
    "третью третье третьи третьих": 3,
    "четыре четырех четырем четырьмя четверо четверых": 4,
    "пятеро пятерых": 5,
    "восьми восемью восьмью": 8,
    "сорок сорока": 40,
    "пятьдесят пятидесяти пятьюдесятью": 50,
    "шестьдесят шестидесяти шестьюдесятью": 60,
    "семьдесят семидесяти семьюдесятью": 70,
    "восемьдесят восьмидесяти": 80,
    "девяносто девяноста": 90,
    "сто ста": 100,
    "двести двухсот двумстам двумястами двухстах": 200,
    "триста трехсот тремстам тремястами трехстах": 300,
    "четыреста четырехсот четыремстам четырехстах": 400,
    "пятьсот пятисот пятистам пятьюстами пятистах": 500,
    "шестьсот шестисот шестистам шестистах": 600,
    "семьсот семисот семистам семистах": 700,
    "восемьсот восьмисот восьмистам восьмистах": 800,
    "девятьсот девятисот девятистам девятистах": 900,
    "тысяча тысячи тысячу тысяч тысячей тысячам тысячами тысячах тыс": 1000,
    "миллион миллиона миллионов миллиону миллионам миллионом миллионами миллионах млн": 10**6,
    "миллиард миллиарда миллиардов миллиарду миллиардам миллиардом млрд": 10**9,
}  # fmt: skip


def _kazakh_spelled() -> dict[str, int]:
    roots = {
        word + ordinal: value for word, value in _KAZAKH.items() for ordinal in _KAZAKH_ORDINALS
    } | _KAZAKH_COLLECTIVE
    forms = {root + case: value for root, value in roots.items() for case in _KAZAKH_CASES}
    forms |= roots
    return {form: value for form, value in forms.items() if fold(form) not in _LOOKALIKES}


def _russian_forms() -> dict[str, int]:
    forms = {stem + ending: n for stem, n in _SOFT.items() for ending in ("ь", "и", "ью")}
    forms |= {stem + ending: n for stem, n in _ORDINAL_STEMS.items() for ending in _ORDINAL_ENDINGS}
    forms |= {form: value for line, value in _RUSSIAN.items() for form in line.split()}
    return {fold(form): value for form, value in forms.items()}


# «Семьи» of a family, not of seven.
_FAMILY = frozenset("семья семьи семье семью семьей семьёй".split())
# «Десятидневный», «пятилетняя», «двухпалатный».
_COMPOUND = re.compile(
    r"(?P<number>двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|(?:один|две|три|четыр|пят|шест"
    r"|сем|восем|девят)надцати|двадцати|тридцати|сорока|пятидесяти|шестидесяти|ста)"
    r"(?:дневн|летн|месячн|недельн|часов|процентн|кратн|палатн|сторонн|годичн)\w+"
)
_KAZAKH_SPELLED = _kazakh_spelled()
_KAZAKH_FORMS = {fold(form): value for form, value in _KAZAKH_SPELLED.items()}
_RUSSIAN_FORMS = _russian_forms()
