import pytest

from corpus.document import Kind
from retrieval.segmentation import segment
from tests.unit.corpus.samples import (
    CORPORA,
    make_docx,
    make_zip,
    needs_corpora,
    parse_all,
    parse_one,
)


@pytest.fixture
def read(tmp_path):
    def parse(*paragraphs, **options):
        (tmp_path / "a.docx").write_bytes(make_docx(*paragraphs, **options))
        return parse_one(tmp_path / "a.docx")

    return parse


def test_paragraphs_headings_and_tables_keep_their_order(read):
    rows = [["Орган", "Саны"], ["Құрылтай", "145"]]
    document = read("# Баяндама", "Бірінші абзац.", "** Кесте", "Екінші абзац.", rows=rows)
    assert document.title == "Баяндама"
    assert document.text.split("\n") == [
        "Баяндама",
        "Бірінші абзац.",
        "## Кесте",
        "Екінші абзац.",
        "Орган | Саны",
        "Құрылтай | 145",
    ]


def test_what_was_deleted_in_review_is_left_out_and_what_was_inserted_is_read(tmp_path):
    import io

    from docx import Document as open_docx
    from docx.oxml import parse_xml

    document = open_docx(io.BytesIO(make_docx("Мәтін: ")))
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for xml in (
        f"<w:del {ns}><w:r><w:delText>ескі</w:delText></w:r></w:del>",
        f"<w:ins {ns}><w:r><w:t>жаңа</w:t></w:r></w:ins>",
    ):
        document.paragraphs[0]._p.append(parse_xml(xml))
    document.save(str(tmp_path / "a.docx"))
    assert parse_one(tmp_path / "a.docx").text == "Мәтін: жаңа"


def test_a_line_end_inside_a_sentence_is_a_space_and_between_sentences_stays(read):
    assert read("Сөз жарамсыз\nата-анасы туралы.\nКелесі.").text == (
        "Сөз жарамсыз ата-анасы туралы.\nКелесі."
    )


def test_a_law_is_written_without_heading_marks(read):
    articles = [part for n in (1, 2, 3) for part in (f"** Статья {n}", f"{n}. Пункт.")]
    document = read("ПРОЕКТ", "** КОНСТИТУЦИЯ", *articles)
    assert document.text.split("\n")[2:4] == ["Статья 1", "1. Пункт."]
    assert (document.title, document.kind) == ("КОНСТИТУЦИЯ (ПРОЕКТ)", Kind.CONSTITUTION)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        pytest.param(b"PK\x03\x04" + b"x" * 100, "error-file-broken", id="no zip"),
        pytest.param(make_docx("a")[:2000], "error-file-broken", id="cut off"),
        pytest.param(make_zip({"word/document.xml": "<a"}), "error-file-broken", id="no XML"),
        pytest.param(make_docx(""), "error-file-empty", id="no words"),
        pytest.param(
            make_zip({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
            "error-file-format",
            id="a spreadsheet",
        ),
    ],
)
def test_a_docx_that_cannot_be_read_is_refused(tmp_path, data, key):
    (tmp_path / "a.docx").write_bytes(data)
    assert parse_all(tmp_path / "a.docx") == [key]


@needs_corpora
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_draft_has_96_articles_in_11_sections(language):
    document = parse_one(CORPORA / f"draft-2026-02-12-{language}.docx")
    passages = list(segment(document))
    articles = dict.fromkeys(p.locator.article for p in passages if p.locator.article)
    assert list(articles) == [str(number) for number in range(1, 97)]
    assert len(document.asides) == 1 + 11
    assert document.kind is Kind.CONSTITUTION
    assert sum(len(passage.text) for passage in passages) > 80_000
