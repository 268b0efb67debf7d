import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.neutrality import asks_for_advocacy
from bot.conversation import Conversation
from bot.errors import QuestionError
from bot.normalisation import LONGEST_QUESTION, normalise


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        pytest.param("  Ата \n Заң\t? ", "Ата Заң ?", id="white space"),
        pytest.param("Ата\u200b Заң\u202e", "Ата Заң", id="invisible and RTL marks"),
        pytest.param("Ата\x00\x07Заң", "Ата Заң", id="control characters"),
        pytest.param(unicodedata.normalize("NFD", "йод"), "йод", id="decomposed"),
    ],
)
def test_a_question_is_brought_to_one_shape(typed, asked):
    assert normalise(typed) == asked


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "?!…", "🤔"])
def test_a_text_without_words_is_no_question(typed):
    with pytest.raises(QuestionError) as caught:
        normalise(typed)
    assert caught.value.key == "error-question-empty"


def test_a_question_is_bounded():
    assert normalise("а" * LONGEST_QUESTION)
    with pytest.raises(QuestionError, match="too-long"):
        normalise("а" * (LONGEST_QUESTION + 1))


@given(st.text(max_size=300))
def test_what_is_asked_holds_nothing_invisible_and_stays_as_it_is(typed):
    try:
        asked = normalise(typed)
    except QuestionError:
        return
    assert asked.isprintable()
    assert normalise(asked) == asked


@pytest.mark.parametrize(
    ("before", "question", "words"),
    [
        (
            "Вице-президент қандай партияда болады?",
            "ал оны кім тағайындайды?",
            {"Вице", "президент"},
        ),
        ("Кто такой Ерлан Кошанов?", "а сколько ему лет?", {"Ерлан", "Кошанов"}),
        ("Құрылтай деген не?", "онда қанша депутат бар?", {"Құрылтай"}),
        ("Что такое Халық Кеңесі?", "а зачем?", {"Халық", "Кеңесі"}),
    ],
)
def test_a_question_that_leans_on_the_one_before_is_completed(before, question, words):
    conversation = Conversation()
    conversation.remember(before)
    complete = conversation.complete(question)
    assert complete.startswith(question)
    assert words <= set(complete.split())


@pytest.mark.parametrize(
    "question",
    [
        "Референдум қашан өтеді?",
        "Сколько депутатов будет в Курултае?",
        "Президенттің өкілеттігі қандай?",
    ],
)
def test_a_question_that_stands_by_itself_stays_as_it_is(question):
    conversation = Conversation()
    conversation.remember("Кто такой Ерлан Кошанов?")
    assert conversation.complete(question) == question


def test_the_first_question_leans_on_nothing():
    assert Conversation().complete("а он?") == "а он?"


REFUSED = """
За кого голосовать?
за что мне голосовать на референдуме
Стоит ли голосовать за эту Конституцию?
Мне голосовать за или против?
Посоветуй, как голосовать
Надо ли голосовать за проект?
Напиши листовку в поддержку реформы
Составь агитационный пост
Уговори меня голосовать «за»
Придумай лозунг против поправок
Как лучше голосовать 15 марта?
Следует ли голосовать против?
Қалай дауыс берейін: иә ме, жоқ па?
кімге дауыс беру керек
Үгіт мәтінін жазып бер
Насихат постын құрастыр
маган иа деп пе жок деп пе дауыс беру керек
Референдумға үндеу жазып бер
Дауыс беру туралы ақыл бер: дауыс берейін бе, кеңес бер
Туыстарымды үгіттейтін хат жазып бер
"""
ANSWERED = """
Кто имеет право голосовать?
Как проголосовать, если я за границей?
Когда голосование?
Кто за эту реформу, а кто против?
Сколько человек проголосовало?
Какой совет создаётся вместо Ассамблеи?
Что будет, если проголосуют против?
Кто агитировал за проект?
Можно ли голосовать с 18 лет?
Нужно ли регистрироваться для голосования?
дауыс беру қай күні болады
кімдер дауыс бере алады
Дауыс беру неше жастан?
Референдум қалай өтеді?
Үгіт жүргізуге бола ма?
Халық Кеңесі деген не?
Қарсы дауыс бергендер бар ма?
Депутаттар қалай дауыс береді?
Президентті кім сайлайды?
Иә
"""


@pytest.mark.parametrize("question", REFUSED.strip().splitlines())
def test_advice_on_how_to_vote_is_refused(question):
    assert asks_for_advocacy(question)


@pytest.mark.parametrize("question", ANSWERED.strip().splitlines())
def test_a_question_about_voting_is_a_question(question):
    assert not asks_for_advocacy(question)
