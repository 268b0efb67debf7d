import tomllib
from pathlib import Path

import pytest

from bot.answer import Status
from bot.quality.generation import generate_answers
from bot.quality.golden import read_golden
from bot.quality.metrics import score, summarise
from bot.settings import Settings
from bot.wiring import build_application
from prompts.messages import message

HERE = Path(__file__).parent
SETS = {
    name: list(read_golden(HERE / "golden" / f"{name}.jsonl")) for name in ("seeds", "constitution")
}
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    application = build_application(Settings(home=tmp_path_factory.mktemp("home")))
    application.add_default_corpus()
    application.index()
    return application.assistant


@pytest.fixture(scope="module", params=SETS)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def scores(assistant, name):
    return [score(*pair) for pair in generate_answers(assistant, SETS[name])]


def test_the_questions_are_even_in_both_languages(name):
    golden = SETS[name]
    assert 0.4 <= sum(one.language == "kk" for one in golden) / len(golden) <= 0.6
    assert {"direct", "typed", "far", "near", "hostile"} <= {t for one in golden for t in one.tags}


def test_there_are_more_than_350_questions_each_asked_once():
    golden = [one for those in SETS.values() for one in those]
    assert len(golden) > 350
    assert len({one.id for one in golden}) == len(golden)
    assert len({one.question for one in golden}) == len(golden)


def test_every_quote_stands_in_its_document(scores):
    citations = [citation for item in scores for citation in item.answer.citations]
    assert citations
    for citation in citations:
        start, end = citation.span
        assert citation.document.text[start:end] == citation.quote
        assert citation.document.is_citable(citation.span)


def test_an_answer_is_cited_and_nothing_else_is(scores):
    for item in scores:
        assert (item.answer.status is Status.ANSWERED) == bool(item.answer.citations)
        numbers = [citation.number for citation in item.answer.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(f"[{number}]" in item.answer.text for number in numbers)


def test_the_answer_is_in_the_language_of_the_question(scores):
    other = [s.golden for s in scores if s.answer.question.language != s.golden.language]
    assert len(other) <= 0.02 * len(scores)  # «Адвокатура», «импичмент» are words of both
    assert all(len(golden.question.split()) <= 2 for golden in other)


def test_an_answer_in_the_other_language_is_quoted_and_says_so(scores):
    answers = [s.answer for s in scores if s.answer.status is Status.ANSWERED]
    foreign = [a for a in answers if a.citations[0].document.language != a.question.language]
    assert 0 < len(foreign) < len(answers)
    for answer in foreign:
        assert message("lead-in-other-language", answer.question.language) in answer.text
        assert "«" in answer.text


def test_no_refusal_is_answered(scores):
    refused = [s for s in scores if s.golden.expect is Status.REFUSED]
    assert refused
    assert all(s.answer.status is Status.REFUSED for s in refused)


def test_the_figures_hold_their_floors(scores, name):
    summary, floors = summarise(scores), FLOORS[name]
    for figure in ("status", "fact_recall", "document_hit", "verbatim"):
        assert getattr(summary, figure) >= floors[figure], figure
    for figure in ("false_answers", "false_refusals"):
        assert getattr(summary, figure) <= floors[figure], figure
