import pytest

from bot.answering.answerability import DEFAULT_THRESHOLD, confidence, is_answerable
from corpus.document import Language
from tests.conftest import make_evidence


def evidence(*scores):
    return [make_evidence("Сөйлем.", Language.KK, score=score) for score in scores]


@pytest.mark.parametrize(
    ("scores", "surely"),
    [
        pytest.param((), 0.0, id="nothing found"),
        pytest.param((0.4,), 0.4, id="one passage"),
        pytest.param((0.2, 0.6, 0.3), 0.6, id="the best one counts, wherever it stands"),
    ],
)
def test_confidence_is_that_of_the_best_evidence(scores, surely):
    assert confidence(evidence(*scores)) == surely


@pytest.mark.parametrize(
    ("scores", "threshold", "answers"),
    [
        pytest.param((0.2, 0.6), 0.6, True, id="reached"),
        pytest.param((0.2, 0.6), 0.61, False, id="not reached"),
        pytest.param((), 0.01, False, id="nothing found"),
        pytest.param((DEFAULT_THRESHOLD,), DEFAULT_THRESHOLD, True, id="the default"),
    ],
)
def test_only_evidence_from_the_threshold_on_answers(scores, threshold, answers):
    assert is_answerable(evidence(*scores), threshold) is answers
