from dataclasses import replace

import pytest

from bot.answering.answerability import DEFAULT_THRESHOLD, confidence
from corpus.document import Language
from tests.conftest import make_evidence

EVIDENCE = make_evidence("Құрылтайда 145 депутат бар.", Language.KK)


def evidence(**values):
    sentences = tuple(replace(one, score=values.get("sentence", 1.0)) for one in EVIDENCE.sentences)
    values.pop("sentence", None)
    return [replace(EVIDENCE, sentences=sentences, **{"asked": 4, **values})]


def test_without_evidence_nothing_is_sure():
    assert confidence([]) == 0.0


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ({"coverage": 1.0}, {"coverage": 0.5}),
        ({"sentence": 1.0}, {"sentence": 0.2}),
        ({"asked": 8}, {"asked": 3}),
        ({"coverage": 0.4, "guided": 0.9}, {"coverage": 0.4}),
        ({}, {"counts": False}),
        ({"coverage": 0.4, "similarity": 0.6}, {"coverage": 0.4, "similarity": 0.2}),
        ({}, {"named": 0.5}),
    ],
    ids=["covered", "in one sentence", "of more words", "listed", "number said", "near", "names"],
)
def test_confidence_grows_with_what_the_evidence_shows(surer, less_sure):
    assert 0 < confidence(evidence(**less_sure)) < confidence(evidence(**surer)) < 1


def test_evidence_beyond_the_best_few_adds_nothing():
    weak = evidence(coverage=0.1, sentence=0.1) * 3
    assert confidence(weak + evidence(guided=1.0)) == confidence(weak)


@pytest.mark.parametrize(
    ("values", "answers"),
    [
        ({"similarity": 0.4}, True),
        ({"coverage": 0.3, "sentence": 0.3, "similarity": 0.7}, True),
        ({"coverage": 0.1, "sentence": 0.1}, False),
        ({"counts": False, "coverage": 0.5}, False),
    ],
    ids=["all of it", "in other words", "hardly any", "without the number"],
)
def test_only_evidence_from_the_threshold_on_answers(values, answers):
    assert (confidence(evidence(**values)) >= DEFAULT_THRESHOLD) is answers
