from datetime import date

import pytest

from corpus.parsing.blocks import compose
from corpus.parsing.markdown import read_markdown
from tests.unit.corpus.samples import parse_one


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("# Title\n\n## Part\n\nWords.", "Title\n## Part\nWords.", id="headings"),
        pytest.param("a **b** _c_ `d` [e](http://f)", "a b c d e", id="marks"),
        pytest.param("one\ntwo", "one two", id="soft line end"),
        pytest.param("one  \ntwo", "one\ntwo", id="hard line end"),
        pytest.param("1. one\n2. two\n\n1) three", "1. one\n2. two\n1) three", id="numbers stay"),
        pytest.param("7. seven\n8. eight", "7. seven\n8. eight", id="numbers as typed"),
        pytest.param("- one\n- two", "– one\n– two", id="bullets"),
        pytest.param("> *Note.* Words", "Note. Words", id="quotation"),
        pytest.param("      1. indented", "1. indented", id="indented is no code"),
        pytest.param("|a|b|\n|-|-|\n|1|2|", "a | b\n1 | 2", id="table"),
        pytest.param("a<br>b <b>c</b>", "a\nb c", id="tags"),
        pytest.param("![picture](a.png) words", "words", id="pictures"),
    ],
)
def test_marks_go_and_words_stay(source, text):
    assert compose(read_markdown(source)) == text


def test_front_matter_gives_the_particulars(tmp_path):
    source = '---\ntitle: "Жаңалық"\ndate: 2026-02-03\npublisher: BAQ\nurl: https://b.kz\n---\nСөз.'
    (tmp_path / "a.md").write_text(source, "utf-8")
    document = parse_one(tmp_path / "a.md")
    assert (document.title, document.published) == ("Жаңалық", date(2026, 2, 3))
    assert (document.publisher, document.url) == ("BAQ", "https://b.kz")
    assert document.text == "Жаңалық\nСөз."
