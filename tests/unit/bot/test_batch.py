import pytest

from bot.cli.batch import read_batch
from bot.errors import QuestionError

FIELDS = ("id", "question")
GOOD = '{"id": 1, "question": "Құрылтай?"}'


def read(folder, text, encoding="utf-8"):
    file = folder / "q.jsonl"
    file.write_text(text, encoding=encoding)
    return list(read_batch(file, FIELDS))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{GOOD}\n{GOOD}\n", id="two lines"),
        pytest.param(f"\n{GOOD}\n  \n{GOOD}", id="blank lines, no last line feed"),
        pytest.param(f"{GOOD}\r\n{GOOD}\r\n", id="CRLF"),
    ],
)
def test_every_line_that_is_not_blank_is_a_record(tmp_path, text):
    record = {"id": 1, "question": "Құрылтай?"}
    assert read(tmp_path, text) == [record, record]
    assert read(tmp_path, text, "utf-8-sig") == [record, record]


def test_a_record_may_hold_more_than_is_asked_for(tmp_path):
    (record,) = read(tmp_path, '{"id": "a", "question": "?", "lang": "kk"}')
    assert record["lang"] == "kk"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        pytest.param('{"id": 2}', "question", id="no question"),
        pytest.param('{"question": "Құрылтай?"}', "id", id="no id"),
        pytest.param('{"id": 2, "question": null}', "question", id="a question of nothing"),
        pytest.param('{"id": 2, "question": ["?"]}', "question", id="a list of questions"),
        pytest.param('["id", "question"]', "id", id="a list"),
        pytest.param("null", "id", id="nothing"),
        pytest.param("Құрылтай деген не?", "id", id="no JSON"),
    ],
)
def test_a_line_that_is_no_record_is_named_with_the_field_it_lacks(tmp_path, line, field):
    with pytest.raises(QuestionError) as caught:
        read(tmp_path, f"{GOOD}\n\n{line}\n")
    assert caught.value.key == "error-batch-line"
    assert caught.value.values == {"place": "q.jsonl:3", "field": field}


@pytest.mark.parametrize("place", ["no-such-file", "."], ids=["no file", "a folder"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, place):
    with pytest.raises(QuestionError) as caught:
        list(read_batch(tmp_path / place, FIELDS))
    assert caught.value.key == "error-file-unreadable"
    assert str(tmp_path / place) in str(caught.value)


def test_a_file_that_is_no_text_is_named(tmp_path):
    with pytest.raises(QuestionError, match="error-file-unreadable"):
        read(tmp_path, GOOD, "utf-16")
