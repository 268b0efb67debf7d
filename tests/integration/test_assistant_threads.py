"""One program asked by several threads while its corpus is read anew, as the Telegram bot does."""

from concurrent.futures import ThreadPoolExecutor

from bot.settings import load_settings
from bot.wiring import build_application

QUESTIONS = (
    "Құрылтайда қанша депутат болады?",
    "Сколько депутатов в Курултае?",
    "Президент неше жылға сайланады?",
    "Что сказано о земле?",
    "53-бап",
    "Какая погода?",
    "кто назначает вице-президента",
)


def test_threads_get_the_answers_that_one_gets_alone(default_home):
    program = build_application(load_settings(default_home))
    alone = [program.assistant.answer(question).text for question in QUESTIONS]
    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(program.assistant.answer, question) for question in QUESTIONS * 12]
        while not all(answer.done() for answer in asking):
            program.index()
    assert [answer.result().text for answer in asking] == alone * 12
