import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.answer import Answer, Cut, Question, Status
from bot.answering.cache import AnswerCache
from bot.answering.repetition import keys_of
from corpus.document import Language


def asked(text, language=Language.RU):
    return Question(text, text, language)


def answered(question, *cuts, status=Status.ANSWERED):
    return Answer(question, status, f"Ответ: {question.text}", cuts=cuts)


def never():
    return False


def ask(cache, text, state=0, make=answered):
    question = asked(text)
    with cache.flight(question, state, never) as flight:
        answer = flight.answer or make(question)
        flight.land(answer)
    return answer.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сколько депутатов в Курултае?", "сколько депутатов в курултае"),
        ("Сколько депутатов в Курултае?", "в Курултае депутатов сколько"),
        ("Сколько депутатов в Курултае?", "Сколько депутата в Курултаем"),
        ("Құрылтайда қанша депутат бар?", "курылтайда канша депутат бар"),
        ("Қанша депутат бар?", "qansha deputat bar"),
        ("Ещё раз о выборах", "еще раз о выборах!!!"),
    ],
    ids=["capitals", "order", "endings", "no Kazakh letters", "Latin", "ё"],
)
def test_repeats_share_a_key(one, other):
    assert set(keys_of(asked(one))) & set(keys_of(asked(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("президент распускает Курултай", "Курултай распускает президента"),
        ("кто назначает президента", "кого назначает президент"),
        ("можно ли иметь два гражданства", "нельзя ли иметь два гражданства"),
        ("статья 43", "статья 44"),
    ],
    ids=["roles", "who and whom", "negation", "numbers"],
)
def test_other_questions_do_not(one, other):
    assert not set(keys_of(asked(one))) & set(keys_of(asked(other)))


def test_languages_are_kept_apart():
    one, other = asked("депутат", Language.KK), asked("депутат", Language.RU)
    assert not set(keys_of(one)) & set(keys_of(other))


def test_a_repeat_is_answered_from_the_cache():
    cache = AnswerCache(100)
    assert ask(cache, "Сколько депутатов?") == "Ответ: Сколько депутатов?"
    assert ask(cache, "депутатов сколько") == "Ответ: Сколько депутатов?"


def test_answers_go_when_the_corpus_changes():
    cache = AnswerCache(100)
    ask(cache, "Сколько депутатов?", state=1)
    assert ask(cache, "сколько депутатов", state=2) == "Ответ: сколько депутатов"


def test_an_answer_begun_before_the_corpus_changed_is_not_kept():
    cache = AnswerCache(100)
    question = asked("Сколько депутатов?")
    with cache.flight(question, 1, never) as flight:
        ask(cache, "что-то другое", state=2)
        flight.land(answered(question))
    assert ask(cache, "сколько депутатов", state=2) == "Ответ: сколько депутатов"


def test_the_oldest_answers_make_room():
    cache = AnswerCache(4)
    for text in ("раз", "два", "три"):
        ask(cache, text)
    assert len(cache) == 4
    assert ask(cache, "раз!") == "Ответ: раз!"


@pytest.mark.parametrize(
    "make",
    [
        lambda question: answered(question, Cut("", "error-generator")),
        lambda question: answered(question, status=Status.FAILED),
    ],
    ids=["a model that failed", "no answer at all"],
)
def test_what_a_fault_had_a_part_in_is_not_kept(make):
    cache = AnswerCache(100)
    ask(cache, "раз", make=make)
    assert len(cache) == 0


def test_a_hundred_who_ask_at_once_are_answered_by_one():
    cache, made, gate = AnswerCache(100), [], threading.Event()

    def make(question):
        gate.wait(5)
        made.append(question.text)
        return answered(question)

    with ThreadPoolExecutor(100) as pool:
        texts = [
            pool.submit(ask, cache, f"Сколько депутатов{'?' * n}", 0, make) for n in range(100)
        ]
        gate.set()
        assert len({text.result(10) for text in texts}) == 1
    assert len(made) == 1


def test_when_the_one_who_answers_gives_up_the_next_does():
    cache, begun = AnswerCache(100), threading.Event()

    def give_up(question):
        begun.set()
        raise KeyboardInterrupt

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, cache, "раз", 0, give_up)
        begun.wait(5)
        second = pool.submit(ask, cache, "раз")
        assert isinstance(first.exception(5), KeyboardInterrupt)
        assert second.result(5) == "Ответ: раз"


def test_one_who_is_stopped_waits_for_nobody():
    cache, question = AnswerCache(100), asked("раз")
    with (
        cache.flight(question, 0, never),
        cache.flight(question, 0, lambda: True) as second,
    ):
        assert second.answer is None


def test_what_is_remembered_is_there_at_once_and_of_the_corpus_as_it_is_now():
    cache = AnswerCache(100)
    assert cache.recall(asked("Что такое Курултай?"), 0) is None
    ask(cache, "Что такое Курултай?")
    assert cache.recall(asked("что такое курултай"), 0).text == "Ответ: Что такое Курултай?"
    assert cache.recall(asked("Что такое Курултай?"), 1) is None


def test_nobody_who_only_recalls_waits_for_one_who_is_answering():
    cache = AnswerCache(100)
    with cache.flight(asked("Что такое Курултай?"), 0, never):
        assert cache.recall(asked("Что такое Курултай?"), 0) is None
