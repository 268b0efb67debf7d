"""The fast lane and the editions, over a home with two Constitutions and a law."""

import pytest

from bot.answer import Status
from bot.settings import Settings
from bot.wiring import build_application
from corpus.document import Language
from corpus.intake import take_in
from tests.conftest import write_text

NEW_KK = """Қазақстан Республикасының Конституциясы

42-бап
1. Президент – мемлекет басшысы.
43-бап
1. Президент жеті жыл мерзімге сайланады.
2. Президент болып кемінде қырық жасқа толған азамат сайлана алады. [2]
1) мемлекеттік тілді білуге тиіс.
53-бап
1. Құрылтай бір жүз қырық бес депутаттан тұрады.
"""
NEW_RU = """Конституция Республики Казахстан

Статья 42
1. Президент – глава государства.
Статья 43
1. Президент избирается сроком на семь лет.
2. Президентом может быть избран гражданин не моложе сорока лет.
1) должен владеть государственным языком.
Статья 53
1. Курултай состоит из ста сорока пяти депутатов.
"""
OLD_RU = """Конституция Республики Казахстан

Статья 41
1. Президент избирается сроком на пять лет.
Статья 43
1. Президент не вправе быть депутатом.
Статья 50
1. Парламент состоит из двух Палат: Сената и Мажилиса.
"""
CODE = """Трудовой кодекс Республики Казахстан

Статья 1. Понятия
Работник – человек, который работает.
Статья 43. Отпуск
Отпуск длится двадцать четыре дня.
Статья 44. Премия
Премию даёт работодатель.
"""


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    names = {"new-kk": NEW_KK, "new-ru": NEW_RU, "old-ru": OLD_RU, "code": CODE}
    files = [write_text(folder / f"{name}.txt", text) for name, text in names.items()]
    application = build_application(Settings(home=tmp_path_factory.mktemp("home")))
    assert not [outcome.error for outcome in take_in(application.catalogue, files) if outcome.error]
    application.index()
    return application


@pytest.mark.parametrize(
    ("question", "document", "said"),
    [
        ("43-бап", "new-kk", ["жеті жыл", "қырық жасқа", "мемлекеттік тілді"]),
        ("43-бап, 1-тармақ", "new-kk", ["жеті жыл"]),
        ("ст. 43 п. 2", "new-ru", ["сорока лет", "государственным языком"]),
        ("статья 43, пункт 2, подпункт 1", "new-ru", ["государственным языком"]),
        ("статья сорок два", "new-ru", ["глава государства"]),
        ("статья 43 Конституции 1995 года", "old-ru", ["не вправе быть депутатом"]),
        ("статья 43 трудового кодекса", "code", ["двадцать четыре дня"]),
        ("статья 44", "code", ["Премию"]),
    ],
)
def test_an_article_is_shown_word_for_word(application, question, document, said):
    answer = application.assistant.answer(question)
    assert (answer.status, answer.generator) == (Status.ANSWERED, "verbatim")
    assert {citation.document.id for citation in answer.citations} == {document}
    assert len(answer.citations) == len(said)
    for words, citation in zip(said, answer.citations, strict=True):
        assert words in citation.quote
        assert f"[{citation.number}]" in answer.text
        assert words in answer.text


def test_the_text_comes_in_the_language_of_the_person(application):
    answer = application.assistant.answer("43-бап", Language.RU)
    assert answer.text.startswith("Конституция, статья 43: 1. Президент избирается")


@pytest.mark.parametrize("question", ["статья 120", "43-бап, 9-тармақ"])
def test_a_place_that_no_text_has_is_not_found(application, question):
    assert application.assistant.answer(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("На сколько лет избирается Президент?", {"new-ru"}),
        ("На сколько лет избирается Президент по старой Конституции?", {"old-ru"}),
        ("Сравни с 1995 годом: на сколько лет избирается Президент?", {"new-ru", "old-ru"}),
        ("На сколько лет раньше избирался Президент?", {"new-ru", "old-ru"}),
    ],
)
def test_editions_never_mix_unless_both_are_asked_for(application, question, documents):
    answer = application.assistant.answer(question)
    cited = {citation.document.id for citation in answer.citations}
    assert cited & {"new-ru", "old-ru"} == documents
    if "old-ru" in documents:
        assert "Конституция 1995 года, статья 41, пункт 1:" in answer.text
    if "new-ru" in documents:
        assert "Конституция, статья 43, пункт 1:" in answer.text


def test_citations_of_two_editions_are_numbered_on(application):
    answer = application.assistant.answer("Сравни с 1995: на сколько лет избирается Президент?")
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({citation.document.version for citation in answer.citations}) == 2
