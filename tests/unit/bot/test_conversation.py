import pytest

from bot.conversation import Conversation


def conversation_after(*questions):
    conversation = Conversation()
    for question in questions:
        conversation.remember(question)
    return conversation


@pytest.mark.parametrize(
    ("before", "question", "added"),
    [
        pytest.param("Құрылтай деген не?", "онда қанша депутат бар?", "Құрылтай", id="kk: онда"),
        pytest.param("Құрылтай деген не?", "ол қашан сайланады?", "Құрылтай", id="kk: ол"),
        pytest.param("Құрылтай деген не?", "ал оның мүшелері кім?", "Құрылтай", id="kk: оның"),
        pytest.param("Құрылтай деген не?", "неге?", "Құрылтай", id="kk: a question word alone"),
        pytest.param("Құрылтай деген не?", "Толығырақ айтшы", "Құрылтай", id="kk: more"),
        pytest.param("Құрылтай деген не?", "a onyn deputattary qansha", "Құрылтай", id="kk: Latin"),
        pytest.param("Құрылтай деген не?", "сонда не болады?", "Құрылтай", id="kk: сонда"),
        pytest.param("Вице-президент кім?", "ал оны кім тағайындайды?", "Вице президент", id="kk: оны"),
        pytest.param("Оралда қанша жиын өтеді?", "Павлодарда ше?", "Оралда жиын өтеді", id="kk: ше"),
        pytest.param("Жиындар қашан?", "оларды кім өткізеді?", "Жиындар", id="kk: оларды"),
        pytest.param("Кто такой Ерлан Кошанов?", "а сколько ему лет?", "Ерлан Кошанов", id="ru: ему"),
        pytest.param("Кто такой Ерлан Кошанов?", "Расскажи подробнее", "Ерлан Кошанов", id="ru: more"),
        pytest.param("Что такое Халық Кеңесі?", "а зачем?", "Халық Кеңесі", id="ru: зачем"),
        pytest.param("Что такое Халық Кеңесі?", "Кто в него входит?", "Халық Кеңесі", id="ru: него"),
        pytest.param("Что такое Халық Кеңесі?", "А как избирается?", "Халық Кеңесі", id="ru: no subject"),
        pytest.param("Сколько депутатов в Курултае?", "а в Сенате?", "депутатов Курултае", id="ru: а в"),
        pytest.param("Кто вице-президент?", "А кто его назначает на должность и срок?", "вице президент", id="ru: long"),
    ],
)  # fmt: skip
def test_a_question_that_leans_on_the_one_before_is_completed(before, question, added):
    assert conversation_after(before).complete(question) == f"{question} {added}"


@pytest.mark.parametrize(
    "question",
    [
        "Референдум қашан өтеді?",
        "Ал референдум қашан өтеді?",
        "Ал Конституцияны кім қабылдайды?",
        "Президенттің өкілеттігі қандай?",
        "Құрылтай деген не?",
        "Оралда не болды?",
        "Сколько депутатов будет в Курултае?",
        "А когда пройдёт референдум?",
        "И сколько мероприятий запланировали в Карагандинской области?",
        "Можно ли это изменить в Конституции без референдума?",
        "Что такое Құрылтай?",
        "Кто возглавляет общенациональную коалицию?",
    ],
)
def test_a_question_that_stands_by_itself_stays_as_it_is(question):
    assert conversation_after("Кто такой Ерлан Кошанов?").complete(question) == question


def test_the_first_question_leans_on_nothing():
    assert Conversation().complete("а он?") == "а он?"


def test_a_question_leans_on_the_last_one_not_on_those_before():
    conversation = conversation_after("Құрылтай деген не?", "Кто такой Ерлан Кошанов?")
    assert conversation.complete("а сколько ему лет?").endswith("Ерлан Кошанов")


def test_words_that_the_question_has_are_not_added_twice():
    conversation = conversation_after("Құрылтай депутаттары кім?")
    assert conversation.complete("ал құрылтай ше?") == "ал құрылтай ше? депутаттары"


def test_a_completed_question_carries_its_subject_on():
    conversation = conversation_after("Құрылтай деген не?")
    conversation.remember(conversation.complete("онда қанша депутат бар?"))
    assert "Құрылтай" in conversation.complete("неге?")
