import pytest

from bot.answer import Status
from bot.quality.golden import GoldenQuestion
from bot.quality.metrics import METRICS, score, share_of_facts
from bot.quality.run import AnswerRecord, CitationRecord
from corpus.document import Language
from corpus.edition import ADOPTED

KK, RU = Language
LAW = "Құрылтайда 145 депутат бар. Депутаттар бес жылға сайланады."


def golden(expect=Status.ANSWERED, facts=(("145",),), documents=("doc",), articles=()):
    question = "Құрылтайда қанша депутат бар?"
    return GoldenQuestion("g", KK, question, expect, facts, documents, (), articles)


def cited(quote="Құрылтайда 145 депутат бар.", number=1, passage=LAW, language=KK, **more):
    return CitationRecord(number, more.pop("document", "doc"), language, quote, passage, **more)


def answered(text="Құрылтайда 145 депутат бар. [1]", *citations, language=KK):
    return AnswerRecord("g", language, Status.ANSWERED, text, citations or (cited(),))


def silent(status=Status.NOT_FOUND):
    return AnswerRecord("g", KK, status, "Табылмады.")


@pytest.mark.parametrize(
    ("facts", "text", "recall"),
    [
        pytest.param([["145"]], "145 депутат", 1.0, id="said"),
        pytest.param([["145"]], "200 депутат", 0.0, id="not said"),
        pytest.param([["145", "жүз қырық бес"]], "жүз қырық\nбес", 1.0, id="another form, other white space"),
        pytest.param([["145"]], "жүз қырық бес", 1.0, id="a number in words"),
        pytest.param([["45"]], "145", 0.0, id="a number inside another"),
        pytest.param([["Депутат"]], "ДЕПУТАТ", 1.0, id="letter case"),
        pytest.param([["құрылтай"]], "курылтай", 1.0, id="without Kazakh letters"),
        pytest.param([["145"], ["депутат"], ["президент"]], "145 депутат", 2 / 3, id="two of three"),
    ],
)  # fmt: skip
def test_a_fact_is_said_in_any_accepted_form(facts, text, recall):
    assert share_of_facts(facts, text) == pytest.approx(recall)


ADDED = "Құрылтайда 145 депутат бар. [1] Олардың 200-ін Президент тағайындайды. [1]"
ARTICLES = golden(documents=(), articles=("53",))
NONE = golden(Status.NOT_FOUND, ())


@pytest.mark.parametrize(
    ("question", "answer", "name", "value"),
    [
        pytest.param(golden(), answered(), "outcome", 1.0, id="right outcome"),
        pytest.param(golden(), silent(), "outcome", 0.0, id="silent where an answer is expected"),
        pytest.param(golden(Status.REFUSED), silent(), "outcome", 0.0, id="not found is no refusal"),
        pytest.param(NONE, answered(), "false-answers", 1.0, id="a false answer"),
        pytest.param(NONE, silent(), "false-answers", 0.0, id="rightly silent"),
        pytest.param(golden(), silent(), "false-answers", None, id="no false answer where one is expected"),
        pytest.param(golden(), silent(), "false-refusals", 1.0, id="a false refusal"),
        pytest.param(golden(), silent(Status.FAILED), "false-refusals", 1.0, id="a fault is a false refusal"),
        pytest.param(NONE, silent(), "false-refusals", None, id="no false refusal where none is expected"),
        pytest.param(golden(), answered(), "fact-recall", 1.0, id="the fact is said"),
        pytest.param(golden(), silent(), "fact-recall", 0.0, id="silence says no fact"),
        pytest.param(NONE, silent(), "fact-recall", None, id="no facts expected"),
        pytest.param(golden(), answered(ADDED), "fact-precision", 1 / 3, id="one fact of three is in the quotes"),
        pytest.param(golden(), answered(), "fact-precision", 1.0, id="every number is in the quotes"),
        pytest.param(golden(), answered("Иә. [1]"), "fact-precision", None, id="nothing to check"),
        pytest.param(golden(), answered(), "citation-recall", 1.0, id="verbatim"),
        pytest.param(golden(), answered(ADDED), "citation-recall", 0.5, id="one sentence of two supported"),
        pytest.param(golden(), answered("Құрылтайда 145 депутат бар."), "citation-recall", 0.0, id="without a marker"),
        pytest.param(golden(), answered("Ауа райы ертең жылы әрі ашық болады. [1]"), "citation-recall", 0.0, id="of something else"),
        pytest.param(golden(), answered("В Курултае 145 депутатов. [1]"), "citation-recall", 1.0, id="across languages"),
        pytest.param(
            golden(), answered("Құрылтайда 145 депутат бар. [1][2]", cited(), cited("Депутаттар бес жылға сайланады.", 2)),
            "citation-precision", 0.5, id="one citation too many",
        ),
        pytest.param(
            golden(), answered("Құрылтайда 145 депутат бар, олар бес жылға сайланады. [1][2]", cited(), cited("Депутаттар бес жылға сайланады.", 2)),
            "citation-precision", 1.0, id="two citations, each needed",
        ),
        pytest.param(golden(), answered("145 [1]", cited("145 депутаттар")), "verbatim", 0.0, id="no such words"),
        pytest.param(golden(), answered("145 [1]", cited("")), "verbatim", 0.0, id="an empty quote"),
        pytest.param(golden(), answered("145 [1][2]", cited(), cited("жоқ", 2)), "verbatim", 0.5, id="one of two"),
        pytest.param(golden(), silent(), "verbatim", None, id="nothing cited"),
        pytest.param(golden(), answered("145 [1]", cited(document="x")), "source", 0.0, id="another document"),
        pytest.param(golden(), answered(), "source", 1.0, id="the document"),
        pytest.param(ARTICLES, answered("145 [1]", cited(article="53", version=ADOPTED)), "source", 1.0, id="the article"),
        pytest.param(ARTICLES, answered("145 [1]", cited(article="53", version="1995-08-30")), "source", 0.0, id="the article of 1995"),
        pytest.param(
            ARTICLES, answered("145 [1][2]", cited(article="9"), cited(article="53", number=2, version=ADOPTED)),
            "source", 1.0, id="the article is cited second",
        ),
        pytest.param(
            ARTICLES, answered("145 [1][2]", cited(article="9"), cited(article="53", number=2, version=ADOPTED)),
            "locator", 0.0, id="another article is cited first",
        ),
        pytest.param(golden(), answered(), "locator", None, id="no article named"),
        pytest.param(golden(), answered(), "language", 1.0, id="in the language of the question"),
        pytest.param(golden(), answered(language=RU), "language", 0.0, id="answered as if it were Russian"),
        pytest.param(golden(), answered("В Курултае 145 депутатов. [1]"), "language", 0.0, id="own words in the other language"),
        pytest.param(
            golden(), answered("В Курултае 145 депутатов. [1]", cited("В Курултае 145 депутатов.", language=RU)),
            "language", 0.0, id="a bare quote in the other language",
        ),
        pytest.param(
            golden(), answered("Орыс тіліндегі дереккөзде былай делінген: «В Курултае 145 депутатов.» [1]", cited("В Курултае 145 депутатов.", language=RU)),
            "language", 1.0, id="a quotation with a lead-in",
        ),
        pytest.param(golden(), answered(), "words", 4.0, id="words without markers"),
        pytest.param(golden(), silent(), "words", None, id="silence has no length"),
    ],
)  # fmt: skip
def test_a_metric_says(question, answer, name, value):
    assert score(question, answer).values.get(name) == (value and pytest.approx(value))


def test_what_the_program_says_of_a_source_is_no_claim_of_the_answer():
    label = "Конституция, 53-бап:"
    answer = answered(f"{label} Құрылтайда 145 депутат бар. [1]", cited(label=label))
    values = score(golden(), answer).values
    assert (values["fact-precision"], values["citation-recall"], values["words"]) == (1.0, 1.0, 4.0)


def test_an_answer_is_right_with_the_right_outcome_and_every_fact():
    assert score(golden(), answered()).is_right
    assert not score(golden(facts=(("145",), ("7",))), answered()).is_right
    assert not score(golden(), silent()).is_right
    assert score(NONE, silent()).is_right


def test_every_metric_has_a_docstring_that_tells_what_it_is():
    assert all(len(metric.of.__doc__ or "") > 40 for metric in METRICS)
