from dataclasses import replace
from datetime import date

from bot.answer import Answer, Citation, Question, Status
from bot.cli.serialisation import answer_record, search_record, trec_lines
from corpus.document import Language, Span
from tests.conftest import make_evidence

EVIDENCE = make_evidence("Құрылтайда 145 депутат.", Language.KK, score=0.71239)
QUESTION = Question("q", "онда қанша депутат? Құрылтай", Language.RU, asked="онда қанша депутат?")


def named(document_id, score):
    evidence = replace(EVIDENCE, score=score)
    document = replace(evidence.passage.document, id=document_id)
    return replace(evidence, passage=replace(evidence.passage, document=document))


def test_a_document_stands_in_a_run_once_with_its_best_passage():
    found = [named("a", 0.9), named("b", 0.8), named("a", 0.7), named("c", 0.6)]
    assert list(trec_lines("q1", found, 2)) == [
        "q1 Q0 a 1 0.900000 atazan",
        "q1 Q0 b 2 0.800000 atazan",
    ]


def test_white_space_in_ids_makes_no_columns():
    (line,) = trec_lines("сұрақ 1", [named("менің файлым", 0.5)], 10)
    assert line == "сұрақ_1 Q0 менің_файлым 1 0.500000 atazan"


def test_a_record_gives_the_question_as_it_was_typed_and_locators_in_its_language():
    citation = Citation(1, EVIDENCE.passage, Span(0, 23))
    record = answer_record(Answer(QUESTION, Status.ANSWERED, "… [1]", (citation,)))
    assert record["question"] == "онда қанша депутат?"
    assert record["citations"][0]["locator"] == "абзац 1"
    assert record["citations"][0]["published"] is None


def test_a_date_is_written_as_iso_and_a_score_short():
    document = replace(EVIDENCE.passage.document, published=date(2026, 2, 2))
    dated = replace(EVIDENCE, passage=replace(EVIDENCE.passage, document=document))
    (passage,) = search_record("?", [dated])["passages"]
    assert (passage["published"], passage["score"]) == ("2026-02-02", 0.7124)
    assert passage["locator"] == "1-абзац"
