import json
import unicodedata

import pytest

from corpus.document import Document, Kind, Language
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing import parse_file
from corpus.parsing.decoding import decode


def parse(path):
    (document,) = parse_file(path)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("Ата Заң".encode(), "Ата Заң", id="utf-8"),
        pytest.param("Ата Заң".encode("utf-8-sig"), "Ата Заң", id="byte-order mark"),
        pytest.param("Ата Заң".encode("utf-16"), "Ата Заң", id="utf-16"),
        pytest.param(b"a\r\nb\rc", "a\nb\nc", id="line ends"),
        pytest.param(unicodedata.normalize("NFD", "й ё").encode(), "й ё", id="decomposed"),
    ],
)
def test_bytes_become_text_in_one_shape(data, text):
    assert decode(data, "f").text == text


@pytest.mark.parametrize(
    ("data", "key"),
    [
        pytest.param(b"", "error-file-empty", id="nothing"),
        pytest.param(b" \n\t\n", "error-file-empty", id="white space"),
        pytest.param("\ufeff \n".encode(), "error-file-empty", id="only a byte-order mark"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "error-file-not-text", id="picture"),
        pytest.param(b"\xff\xfe\xff", "error-file-not-text", id="half a utf-16"),
        pytest.param(b"abc\x00def", "error-file-not-text", id="zero byte"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, key):
    with pytest.raises(UnreadableError) as caught:
        decode(data, "file.txt")
    assert (caught.value.key, caught.value.values["name"]) == (key, "file.txt")


def test_a_text_without_dateline_takes_its_first_line_as_title(tmp_path):
    (tmp_path / "a.txt").write_text("Наш двор\nТекст о дворе.", encoding="utf-8")
    document = parse(tmp_path / "a.txt")
    assert (document.id, document.title, document.kind) == ("a", "Наш двор", Kind.TEXT)
    assert document.published is None
    assert document.language is Language.RU


def test_a_first_line_that_is_a_sentence_stays_citable(tmp_path):
    (tmp_path / "a.txt").write_text("Құрылтайда 145 депутат болады.", encoding="utf-8")
    assert parse(tmp_path / "a.txt").asides == ()


def test_a_date_that_does_not_exist_is_unknown(tmp_path):
    (tmp_path / "a.txt").write_text(" date 2026-13-45 Тақырып\nМәтін.", encoding="utf-8")
    assert parse(tmp_path / "a.txt").published is None


def test_a_missing_file_is_told_by_name(tmp_path):
    with pytest.raises(UnreadableError, match=r"gone\.txt"):
        list(parse_file(tmp_path / "gone.txt"))


def test_beir_lines_become_documents_and_broken_ones_errors(tmp_path):
    file = tmp_path / "corpus.jsonl"
    good = {"_id": "d1", "title": "", "text": "Мәтін бар."}
    lines = [json.dumps(good, ensure_ascii=False), "{", "[]", '{"_id": "d2"}', ""]
    file.write_text("\n".join(lines), encoding="utf-8")
    first, *broken = parse_file(file)
    assert isinstance(first, Document)
    assert (first.id, first.title, first.language) == ("d1", "d1", Language.KK)
    assert [error.values["place"] for error in broken if isinstance(error, CorpusError)] == [
        "corpus.jsonl:2",
        "corpus.jsonl:3",
        "corpus.jsonl:4",
    ]


def test_a_record_that_cannot_be_stored_is_told_and_the_others_go_in(tmp_path):
    file = tmp_path / "corpus.jsonl"
    lines = ['{"_id": "a", "text": "\\ud83d"}', '{"_id": "\\udc00", "text": "x"}', "\xff\xfe"]
    data = "\n".join([*lines, '{"_id": "d", "text": "Сөз."}']).encode("latin-1", "replace")
    file.write_bytes(data)
    *broken, last = parse_file(file)
    assert [error.key for error in broken if isinstance(error, CorpusError)] == [
        "error-line-not-unicode",
        "error-line-not-unicode",
        "error-line-not-json",
    ]
    assert isinstance(last, Document)


def test_a_record_without_end_is_passed_over(tmp_path):
    with (tmp_path / "corpus.jsonl").open("wb") as file:
        file.write(b'{"_id": "a", "text": "' + b"x" * 40_000_000 + b'"}\n')
        file.write(b'{"_id": "b", "text": "Fine."}\n')
    error, document = parse_file(tmp_path / "corpus.jsonl")
    assert isinstance(error, CorpusError)
    assert (error.key, error.values["name"]) == ("error-line-too-long", "corpus.jsonl:1")
    assert isinstance(document, Document)
