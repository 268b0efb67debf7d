import re

import pytest

from bot.answering.wording import Wording
from corpus.document import Span

STANDS = [
    ("145", "1145 емес, 145 депутат", "145"),
    ("сайлану", "қайтасайлану мен сайлану", "сайлану"),
    ("срок 5", "срок 5,5 года и срок 5 лет", "срок 5"),
    ("в стране  живут", "Итак, в стране\nживут люди", "в стране\nживут"),
    ("қабылданды.", "Заң қабылданды [2].", "қабылданды [2]."),
    ("Заң, ол", "Заң [1], ол – заң", "Заң [1], ол"),
    ("«Заң»", "x«Заң»x", "«Заң»"),
]
STANDS_NOT = [
    ("145", "1145 және 1450"),
    ("срок 5", "срок 5,5 года"),
    ("3", "2,3 пайыз"),
    ("сайлау", "сайлауы"),
    ("", "кез келген мәтін"),
    ("  ", "кез  келген"),
]


def whole(text):
    return Span(0, len(text))


@pytest.mark.parametrize(("words", "text", "found"), STANDS)
def test_the_very_words_are_found(words, text, found):
    start, end = Wording(words).find(text, whole(text))
    assert text[start:end] == found


@pytest.mark.parametrize(("words", "text"), STANDS_NOT)
def test_what_is_part_of_something_longer_or_nothing_is_not(words, text):
    assert Wording(words).find(text, whole(text)) is None


def test_it_is_looked_for_in_its_part_of_the_text_alone():
    text = "бірінші сөз, екінші сөз, үшінші сөз"
    within = Span(text.index("екінші"), text.index("үшінші"))
    found = Wording("сөз").find(text, within)
    assert found.start == [match.start() for match in re.finditer("сөз", text)][1]
    assert Wording("бірінші").find(text, within) is None
    assert Wording("екінші  сөз").find(text, Span(within.start, within.start + 8)) is None
