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
GOLDEN = list(read_golden(HERE / "golden" / "seeds.jsonl"))
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["seeds"]


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    application = build_application(Settings(home=tmp_path_factory.mktemp("home")))
    application.add_default_corpus()
    application.index()
    return [score(*pair) for pair in generate_answers(application.assistant, GOLDEN)]


def test_there_are_at_least_forty_questions_in_both_languages():
    assert len(GOLDEN) >= 40
    share = sum(golden.language == "kk" for golden in GOLDEN) / len(GOLDEN)
    assert 0.4 <= share <= 0.6
    assert {"cross", "typed", "far", "near", "hostile"} <= {t for g in GOLDEN for t in g.tags}
    assert len({golden.id for golden in GOLDEN}) == len(GOLDEN)


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
    assert [s.golden.id for s in scores if s.answer.question.language != s.golden.language] == []


def test_an_answer_in_the_other_language_is_quoted_and_says_so(scores):
    answers = [s.answer for s in scores if s.answer.status is Status.ANSWERED]
    foreign = [a for a in answers if a.citations[0].document.language != a.question.language]
    assert 0 < len(foreign) < len(answers)
    for answer in foreign:
        assert answer.text.startswith(message("lead-in-other-language", answer.question.language))
        assert "«" in answer.text


def test_no_refusal_is_answered(scores):
    refused = [s for s in scores if s.golden.expect is Status.REFUSED]
    assert refused
    assert all(s.answer.status is Status.REFUSED for s in refused)


def test_the_figures_hold_their_floors(scores):
    summary = summarise(scores)
    for name in ("status", "fact_recall", "document_hit", "verbatim"):
        assert getattr(summary, name) >= FLOORS[name], name
    for name in ("false_answers", "false_refusals"):
        assert getattr(summary, name) <= FLOORS[name], name
