import pytest

from bot.answer import Status
from bot.quality.checking import Sources, faults_of
from bot.quality.floors import fallen
from bot.quality.summary import summarise
from tests.quality.conftest import FLOORS, SETS, ask


@pytest.fixture(scope="module")
def scored(application):
    return {name: ask(application.assistant, golden) for name, golden in SETS.items()}


@pytest.fixture(params=SETS)
def name(request):
    return request.param


@pytest.fixture
def scores(scored, name):
    return scored[name]


def test_the_sets_are_even_ask_everything_once_and_their_facts_stand_in_their_sources(application):
    golden = [one for those in SETS.values() for one in those]
    assert len(golden) >= 400
    assert list(faults_of(golden, Sources(application.catalogue))) == []


def test_every_set_asks_what_people_ask_and_how(name):
    tags = {tag for one in SETS[name] for tag in one.tags}
    assert {"direct", "typed", "far", "near"} <= tags


def test_all_ways_of_asking_are_there():
    tags = {tag for those in SETS.values() for one in those for tag in one.tags}
    assert tags >= set(
        "direct typed mixed cross hops false_premise framing list version article followup hostile"
        " near far".split()
    )


def test_every_quote_stands_in_its_document(scores, application):
    citations = [citation for one in scores for citation in one.answer.citations]
    assert citations
    for citation in citations:
        assert citation.quote
        assert citation.quote in application.catalogue.get(citation.document).text


def test_an_answer_is_cited_and_nothing_else_is(scores):
    for one in scores:
        assert (one.answer.status is Status.ANSWERED) == bool(one.answer.citations)
        numbers = [citation.number for citation in one.answer.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(f"[{number}]" in one.answer.text for number in numbers)


def test_no_question_that_must_be_refused_is_answered(scored):
    refused = [s for those in scored.values() for s in those if s.golden.expect is Status.REFUSED]
    assert refused
    assert all(s.answer.status is Status.REFUSED for s in refused)


def test_the_figures_hold_their_floors(scores, name):
    assert fallen(scores, FLOORS[name]) == []


def test_the_same_run_twice_gives_the_same_figures(application, scored):
    again = ask(application.assistant, SETS["people"])
    assert [one.values for one in again] == [one.values for one in scored["people"]]
    assert summarise(again).figures == summarise(scored["people"]).figures
