from dataclasses import replace

import pytest

from bot.answer import Question
from bot.answering.extractive import ExtractiveGenerator
from corpus.document import Language
from tests.conftest import make_evidence

KK, RU = Language.KK, Language.RU
IN_KAZAKH = Question("q", "Құрылтайда қанша депутат бар?", KK)
IN_RUSSIAN = Question("q", "Сколько депутатов?", RU)


def written(question, *evidence):
    return "".join(ExtractiveGenerator().generate(question, evidence))


def test_the_answer_is_the_best_sentence_verbatim():
    evidence = make_evidence("Бірінші сөйлем. Құрылтайда 145 депутат.", KK, fits=(0.2, 1.0))
    assert written(IN_KAZAKH, evidence) == "Құрылтайда 145 депутат. [1] "


def test_sentences_come_in_the_order_of_their_sources_not_of_their_scores():
    first = make_evidence("Алма. Алмұрт.", KK, fits=(0.9, 1.0))
    second = make_evidence("Шие.", KK, fits=(0.95,))
    assert written(IN_KAZAKH, first, second) == "Алма. [1] Алмұрт. [1] Шие. [2] "


def test_a_sentence_that_fits_much_worse_is_left_out():
    assert written(IN_KAZAKH, make_evidence("Алма. Алмұрт.", KK, fits=(1.0, 0.3))) == "Алма. [1] "


@pytest.mark.parametrize(
    ("question", "text", "language", "answer"),
    [
        pytest.param(IN_RUSSIAN, "Құрылтайда 145 депутат.", KK,
            "В источнике на казахском языке сказано: «Құрылтайда 145 депутат.» [1] ", id="Kazakh source"),
        pytest.param(IN_KAZAKH, "В Курултае 145 депутатов.", RU,
            "Орыс тіліндегі дереккөзде былай делінген: «В Курултае 145 депутатов.» [1] ", id="Russian source"),
        pytest.param(IN_RUSSIAN, "Бірінші. Екінші.", KK,
            "В источнике на казахском языке сказано: «Бірінші.» [1] И ещё: «Екінші.» [1] ", id="two"),
    ],
)  # fmt: skip
def test_a_sentence_in_the_other_language_has_a_lead_in(question, text, language, answer):
    assert written(question, make_evidence(text, language)) == answer


def test_an_answer_holds_one_language():
    kazakh = make_evidence("Құрылтайда 145 депутат.", KK, fits=(0.9,))
    russian = make_evidence("В Курултае 145 депутатов.", RU, fits=(1.0,))
    assert written(IN_RUSSIAN, kazakh, russian) == "В Курултае 145 депутатов. [2] "


def test_the_answer_is_short():
    sentence = "Бұл ұзақ сөйлем, онда көп сөз бар, ол тоқтамайды."
    long = make_evidence(" ".join([sentence] * 40), KK)
    assert written(IN_KAZAKH, long).count(sentence) == 3
    longer = make_evidence(" ".join([f"{'Ұзақ сөз ' * 30}болды."] * 3), KK)
    assert len(written(IN_KAZAKH, longer)) <= 520


def test_a_single_sentence_is_said_however_long_it_is():
    assert len(written(IN_KAZAKH, make_evidence(f"{'сөз ' * 200}соңы.", KK))) > 800


def test_footnote_marks_of_the_source_are_not_taken_for_ours():
    evidence = make_evidence("Құрылтайда [2] 145 депутат бар [3].", KK)
    assert written(IN_KAZAKH, evidence) == "Құрылтайда 145 депутат бар. [1] "


def test_without_evidence_nothing_is_written():
    assert written(IN_KAZAKH) == ""


def test_an_article_that_people_ask_in_other_words_is_shown_as_a_whole():
    fits = (0.1, 0.1, 0.1)
    guided = replace(make_evidence("Бірінші. Екінші. Үшінші.", KK, fits=fits), guided=0.9)
    rival = make_evidence("Басқа сөйлем.", KK)
    assert written(IN_KAZAKH, guided, rival) == "Бірінші. [1] Екінші. [1] Үшінші. [1] "
    assert written(IN_KAZAKH, replace(guided, guided=0.2), rival) == "Басқа сөйлем. [2] "
