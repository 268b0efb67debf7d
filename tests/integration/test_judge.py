"""The judge, with models that always say the same, and with random ones."""

import pytest

from bot.answer import Status
from bot.answering.llama import LlamaModel
from bot.quality.golden import GoldenQuestion
from bot.quality.judge import Verdict, agreement, judge_run
from bot.quality.run import AnswerRecord, Run, write_run
from corpus.document import Language
from tests.tiny_models import write_tiny_gguf

KK, RU = Language


def asked(number, language, text, facts, expect=Status.ANSWERED, status=Status.ANSWERED):
    golden = GoldenQuestion(f"g{number}", language, "?", expect, facts, (), ())
    return golden, AnswerRecord(f"g{number}", language, status, text)


ASKED = [
    asked(1, RU, "В Курултае 145 депутатов. [1]", (("145",), ("Президент",))),
    asked(2, KK, "Құрылтайда 145 депутат бар. [1]", (("145",),)),
    asked(3, RU, "", (("145",),), status=Status.NOT_FOUND),
    asked(4, RU, "Ответ. [1]", (), expect=Status.NOT_FOUND),
]


@pytest.fixture(scope="module")
def gguf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gguf")
    return lambda says: write_tiny_gguf(folder / f"{says or 'random'}.gguf", says=says)


@pytest.mark.parametrize(
    ("says", "verdicts"),
    [
        ("да", {("g1", "145"): True, ("g1", "Президент"): True}),
        ("нет", {("g1", "145"): False, ("g1", "Президент"): False}),
    ],
)
def test_a_judge_is_asked_of_every_expected_fact_of_every_answer(gguf, says, verdicts):
    model = LlamaModel(gguf(says), threads=1)
    found = list(judge_run(model, ASKED))
    model.close()
    assert [(v.id, v.fact, v.golden) for v in found] == [
        ("g1", "145", True), ("g1", "Президент", False), ("g2", "145", True),
    ]  # fmt: skip
    assert {(v.id, v.fact): v.judge for v in found if v.id == "g1"} == verdicts


def test_a_judge_of_random_weights_says_yes_or_no_all_the_same(gguf):
    model = LlamaModel(gguf(""), threads=1)
    assert len(list(judge_run(model, ASKED))) == 3
    model.close()


def verdicts(*pairs):
    return [Verdict("g", "f", golden, judge) for golden, judge in pairs]


@pytest.mark.parametrize(
    ("found", "share", "kappa"),
    [
        pytest.param(verdicts((True, True), (False, False)), 1.0, 1.0, id="always"),
        pytest.param(verdicts((True, False), (False, True)), 0.0, -1.0, id="never"),
        pytest.param(verdicts((True, True), (False, True)), 0.5, 0.0, id="no better than chance"),
        pytest.param(verdicts((True, True), (True, True)), 1.0, 1.0, id="nothing to differ on"),
        pytest.param(verdicts(*[(True, True)] * 45, *[(False, False)] * 25, *[(True, False)] * 15, *[(False, True)] * 15), 0.7, 0.375, id="a textbook's table"),
    ],
)  # fmt: skip
def test_agreement_is_measured_beyond_chance(found, share, kappa):
    assert agreement(found) == (pytest.approx(share), pytest.approx(kappa))


def test_an_operator_sees_the_judge_beside_the_golden_facts(atazan, default_home, gguf, tmp_path):
    write_run(Run({}, tuple(ASKED)), tmp_path / "a.run")
    judge = ("eval", "judge", tmp_path / "a.run", "--home", default_home)
    told = atazan(*judge, ATAZAN_LLM_MODEL=str(gguf("да")))
    assert told.returncode == 0, told.stderr
    assert "фактов по набору" in told.stdout
    assert "66.7%" in told.stdout
    assert "g1  Президент  +" in told.stdout
    assert atazan(*judge).stderr == (
        "Ошибка: Судить некому: назовите модель (atazan models use …).\n"
    )
