import json

import pytest

from bot.answer import Status
from bot.errors import BotError
from bot.quality.golden import read_golden
from corpus.document import Language

RECORD = {"id": "g", "lang": "kk", "question": "Қанша?", "expect": "answered"}


def read(folder, *lines, encoding="utf-8"):
    file = folder / "golden.jsonl"
    file.write_text("\n".join(lines), encoding=encoding)
    return list(read_golden(file))


def test_a_line_becomes_a_question(tmp_path):
    facts = {"facts": [["145", "жүз"], ["депутат"]], "documents": ["d"], "tags": ["cross"]}
    (question,) = read(tmp_path, json.dumps(RECORD | facts))
    assert (question.id, question.language, question.question) == ("g", Language.KK, "Қанша?")
    assert question.expect is Status.ANSWERED
    assert question.facts == (("145", "жүз"), ("депутат",))
    assert (question.documents, question.tags) == (("d",), ("cross",))


def test_facts_documents_and_tags_may_be_left_out_and_lines_blank(tmp_path):
    (question,) = read(tmp_path, "", json.dumps(RECORD), "  ", encoding="utf-8-sig")
    assert (question.facts, question.documents, question.tags) == ((), (), ())


def without(key):
    return {name: value for name, value in RECORD.items() if name != key}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param("no JSON", id="no JSON"),
        pytest.param('["a", "list"]', id="a list"),
        pytest.param("145", id="a number"),
        pytest.param(json.dumps(without("id")), id="no id"),
        pytest.param(json.dumps(without("lang")), id="no language"),
        pytest.param(json.dumps(without("question")), id="no question"),
        pytest.param(json.dumps(without("expect")), id="no expected end"),
        pytest.param(json.dumps(RECORD | {"lang": "en"}), id="a third language"),
        pytest.param(json.dumps(RECORD | {"expect": "maybe"}), id="an unknown end"),
        pytest.param(json.dumps(RECORD | {"question": None}), id="a question of nothing"),
        pytest.param(json.dumps(RECORD | {"facts": ["145"]}), id="a fact without its forms"),
        pytest.param(json.dumps(RECORD | {"facts": [[145]]}), id="a form that is a number"),
        pytest.param(json.dumps(RECORD | {"documents": "doc"}), id="documents that are no list"),
    ],
)
def test_a_bad_line_is_named(tmp_path, record):
    with pytest.raises(BotError) as caught:
        read(tmp_path, json.dumps(RECORD), "", record)
    assert caught.value.key == "error-golden-line"
    assert caught.value.values["place"] == "golden.jsonl:3"
    assert caught.value.values["reason"]


def test_a_file_that_is_no_text_is_named(tmp_path):
    with pytest.raises(BotError, match=r"golden\.jsonl:1"):
        read(tmp_path, "сұрақ", encoding="utf-16")
