import pytest

from bot.answer import Answer, Citation, Question, Status
from bot.quality.golden import GoldenQuestion
from bot.quality.metrics import fact_recall, score, summarise
from corpus.document import Language, Span
from tests.conftest import make_evidence

QUESTION = Question("q", "Құрылтайда қанша депутат бар?", Language.KK)
PASSAGE = make_evidence("Бірінші сөйлем. Құрылтайда 145 депутат.", Language.KK).passage
SILENT = Answer(QUESTION, Status.NOT_FOUND, "")


def golden(expect=Status.ANSWERED, facts=(("145",),), documents=("doc",)):
    return GoldenQuestion("g", Language.KK, QUESTION.text, expect, facts, documents, ())


def answered(text):
    return Answer(QUESTION, Status.ANSWERED, text, (Citation(1, PASSAGE, Span(16, 39)),))


@pytest.mark.parametrize(
    ("facts", "text", "recall"),
    [
        pytest.param([["145"]], "145 депутат", 1.0, id="said"),
        pytest.param([["145"]], "200 депутат", 0.0, id="not said"),
        pytest.param([["145", "жүз қырық бес"]], "жүз қырық\nбес", 1.0, id="another form, other white space"),
        pytest.param([["Депутат"]], "ДЕПУТАТ", 1.0, id="letter case"),
        pytest.param([["145"], ["депутат"], ["президент"]], "145 депутат", 2 / 3, id="two of three"),
        pytest.param([], "", 1.0, id="no facts asked for"),
    ],
)  # fmt: skip
def test_a_fact_is_said_in_any_accepted_form(facts, text, recall):
    assert fact_recall(facts, text) == pytest.approx(recall)


@pytest.mark.parametrize(
    ("question", "answer", "values"),
    [
        pytest.param(golden(), answered("145 [1]"), (True, 1.0, True), id="right"),
        pytest.param(golden(), answered("200 [1]"), (True, 0.0, True), id="wrong fact"),
        pytest.param(golden(documents=("x",)), answered("145 [1]"), (True, 1.0, False), id="wrong document"),
        pytest.param(golden(), SILENT, (False, 0.0, False), id="silent"),
        pytest.param(golden(Status.NOT_FOUND), SILENT, (True, None, None), id="rightly silent"),
        pytest.param(golden(Status.REFUSED), SILENT, (False, None, None), id="refusal expected"),
    ],
)  # fmt: skip
def test_a_score_tells_status_facts_and_document(question, answer, values):
    result = score(question, answer)
    assert (result.status_right, result.fact_recall, result.document_hit) == values
    assert result.verbatim


def test_both_errors_of_abstention_are_shares_of_their_own_questions():
    summary = summarise(
        [
            score(golden(), answered("145")),
            score(golden(), SILENT),
            score(golden(), answered("145")),
            score(golden(Status.NOT_FOUND), answered("145")),
            score(golden(Status.REFUSED), SILENT),
        ]
    )
    assert summary.questions == 5
    assert summary.false_answers == pytest.approx(1 / 2)
    assert summary.false_refusals == pytest.approx(1 / 3)
    assert summary.status == pytest.approx(2 / 5)
    assert summary.fact_recall == pytest.approx(2 / 3)
    assert summary.document_hit == pytest.approx(2 / 3)
    assert summary.verbatim == 1.0


def test_a_run_without_one_kind_of_question_has_no_error_of_that_kind():
    assert summarise([score(golden(), answered("145"))]).false_answers == 0.0
    assert summarise([score(golden(Status.NOT_FOUND), SILENT)]).false_refusals == 0.0
