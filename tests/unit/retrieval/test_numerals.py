import pytest

from corpus.document import Language
from retrieval.analysis.numerals import numerals_of

KAZAKH = {
    "бір жүз қырық бес депутат": [145],
    "жүз қырық бес": [145],
    "145 депутаттан": [145],
    "300-ден астам": [300],
    "1 млн 195 мыңнан астам сайлаушы": [1_195_000],
    "1 195 000 адам": [1_195_000],
    "екі мың жиырма алтыншы жыл": [2026],
    "он бесінші наурыз": [15],
    "екі жүз елу": [250],
    "бес алты": [5, 6],
    "алтау келді": [6],
    "жуз кырык бес": [145],
    "сот пен елтаңба": [],
    "2026 жылғы 15 наурыз": [2026, 15],
}
RUSSIAN = {
    "сто сорок пять депутатов": [145],
    "ста сорока пяти": [145],
    "145 депутатов": [145],
    "сорок третья статья": [43],
    "двухсот тысяч": [200_000],
    "5 миллионов двести тысяч": [5_200_000],
    "тысяча девятьсот девяносто пятого": [1995],
    "15.03.2026": [15, 3, 2026],
    "он пришёл, они ушли": [],
    "две палаты или одна": [2, 1],
    "с тридцати пяти лет": [35],
    "третий": [3],
    "в 2026 145 человек": [2026, 145],
}


@pytest.mark.parametrize(("text", "values"), KAZAKH.items(), ids=KAZAKH)
def test_kazakh_numbers_are_read(text, values):
    assert [n.value for n in numerals_of(text, Language.KK)] == values


@pytest.mark.parametrize(("text", "values"), RUSSIAN.items(), ids=RUSSIAN)
def test_russian_numbers_are_read(text, values):
    assert [n.value for n in numerals_of(text, Language.RU)] == values


def test_a_number_knows_the_words_that_say_it():
    text = "Барлығы бір жүз қырық бес депутат."
    (number,) = numerals_of(text, Language.KK)
    assert text[number.start : number.end] == "бір жүз қырық бес"


def test_digits_without_end_are_no_number():
    assert numerals_of("9" * 5000, Language.RU) == []
