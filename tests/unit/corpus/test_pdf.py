import io
import re

import pytest

from corpus.document import Document, Kind
from retrieval.segmentation import segment
from tests.unit.corpus.samples import (
    CORPORA,
    Drawn,
    lines,
    make_pdf,
    needs_corpora,
    parse_all,
    parse_one,
)


@pytest.fixture
def read(tmp_path):
    def parse(*pages, **options):
        (tmp_path / "a.pdf").write_bytes(make_pdf(pages, **options))
        return parse_one(tmp_path / "a.pdf").text.split("\n")

    return parse


TITLE = Drawn("Тақырып осы", y=780, size=20)


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        pytest.param(
            lines("Бірінші абзацтың бірінші жолы", "жалғасады осы жерде."),
            ["Бірінші абзацтың бірінші жолы жалғасады осы жерде."],
            id="lines of a paragraph are joined",
        ),
        pytest.param(
            lines(">Бірінші абзац осы жолдан", "мұнда бітеді, ұзақ жол", ">Екінші абзац."),
            ["Бірінші абзац осы жолдан мұнда бітеді, ұзақ жол", "Екінші абзац."],
            id="an indent begins a paragraph",
        ),
        pytest.param(
            [*lines("Бір екі үш төрт бес алты", "жеті сегіз"), *lines("Келесі абзац", top=640)],
            ["Бір екі үш төрт бес алты жеті сегіз", "Келесі абзац"],
            id="a gap begins a paragraph",
        ),
        pytest.param(
            lines("Сөздің \u00ad", "аяғы мен консти\u00ad", "туция сөзі осы жерде тұр."),
            ["Сөздің аяғы мен конституция сөзі осы жерде тұр."],
            id="a soft hyphen goes",
        ),
        pytest.param(
            lines("Слово конституция известно, а эта консти-", "туция разорвана в конце строки."),
            ["Слово конституция известно, а эта конституция разорвана в конце строки."],
            id="a word that the document knows is made whole",
        ),
        pytest.param(
            lines("Әлеуметтік-экономикалық даму мен әлеуметтік-", "экономикалық саясат туралы."),
            ["Әлеуметтік-экономикалық даму мен әлеуметтік-экономикалық саясат туралы."],
            id="a hyphen that the document knows stays",
        ),
        pytest.param(
            lines("Бұл 9-баптың 1 және 2-", "тармақтары туралы айтылған."),
            ["Бұл 9-баптың 1 және 2-тармақтары туралы айтылған."],
            id="a number's hyphen stays",
        ),
        pytest.param(
            [Drawn("Положение ", 60), Drawn(" статьи 42.", 200), Drawn("пункта 5", 130)],
            ["Положение пункта 5 статьи 42."],
            id="a link drawn after its line goes to its place",
        ),
        pytest.param(
            lines("*Қалай болады?", "Осылай болады деген жауап."),
            ["## Қалай болады?", "Осылай болады деген жауап."],
            id="a bold line is a heading",
        ),
    ],
)
def test_a_page_becomes_paragraphs(read, page, paragraphs):
    assert read([TITLE, *page]) == ["Тақырып осы", *paragraphs]


def test_running_heads_and_page_numbers_go(read):
    words = ("бірінші", "екінші", "үшінші", "төртінші", "бесінші")
    pages = [
        [
            Drawn("Парламенттің хабаршысы", y=800),
            *lines(f"Бұл {word} беттің мәтіні, нөмірі жоқ."),
            Drawn(f"– {number} –", x=290, y=40),
        ]
        for number, word in enumerate(words, 1)
    ]
    text = "\n".join(read(*pages))
    assert "хабаршысы" not in text
    assert "–" not in text
    assert all(f"Бұл {word} беттің мәтіні" in text for word in words)


def test_a_paragraph_goes_on_over_the_end_of_a_page(read):
    first = lines(">Бұл абзац бірінші бетте басталады және сөйлем ортасында")
    second = [*lines("келесі бетте жалғасады."), Drawn("2", x=290, y=40)]
    assert read([TITLE, *first], second)[1:] == [
        "Бұл абзац бірінші бетте басталады және сөйлем ортасында келесі бетте жалғасады."
    ]


def test_a_table_of_contents_is_left_out(read):
    contents = lines("*МАЗМҰНЫ", *(f"{n}. Қандай сұрақ {n}? {n // 2 + 1}" for n in range(1, 6)))
    body = lines("*1. Қандай сұрақ 1?", "Жауап осы.", "*2. Қандай сұрақ 2?", "Жауап мынау.")
    text = read([TITLE], contents, body, [], [])
    assert text == [
        "Тақырып осы",
        "## 1. Қандай сұрақ 1?",
        "Жауап осы.",
        "## 2. Қандай сұрақ 2?",
        "Жауап мынау.",
    ]


def test_a_scanned_page_is_told_and_the_others_go_in(tmp_path):
    (tmp_path / "a.pdf").write_bytes(make_pdf([lines("Мәтін бар."), [], []], pictures=[1]))
    document, notice = parse_all(tmp_path / "a.pdf")
    assert isinstance(document, Document)
    assert notice == "notice-pages-without-text"


def encrypted(data):
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WHOLE = make_pdf([lines("Мәтін бар.")])


@pytest.mark.parametrize(
    ("data", "key"),
    [
        pytest.param(WHOLE[: len(WHOLE) // 2], "error-file-broken", id="cut off"),
        pytest.param(b"%PDF-1.4\nnothing\n%%EOF", "error-file-broken", id="nothing in it"),
        pytest.param(encrypted(WHOLE), "error-file-encrypted", id="encrypted"),
        pytest.param(make_pdf([[]], pictures=[0]), "error-pdf-without-text", id="scanned"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused(tmp_path, data, key):
    (tmp_path / "a.pdf").write_bytes(data)
    assert parse_all(tmp_path / "a.pdf") == [key]


@needs_corpora
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_constitution_of_1995_has_all_its_articles(language):
    document = parse_one(CORPORA / f"constitution-1995-{language}.pdf")
    articles = dict.fromkeys(passage.locator.article for passage in segment(document))
    own = {str(number) for number in range(1, 100)} - {"84"}  # excluded in 2007
    assert set(articles) - {""} == own | {"83-1", "94-1", "94-2"}
    assert document.kind is Kind.CONSTITUTION
    asides = [document.text[slice(*aside)] for aside in document.asides]
    assert len([words for words in asides if re.match(r"Раздел|[IVX]+ бөлім", words)]) == 9


@needs_corpora
def test_words_of_links_stand_where_the_law_has_them():
    text = parse_one(CORPORA / "constitution-1995-ru.pdf").text
    assert "Положение пункта 5 статьи 42 Конституции применяется к лицам, избранным" in text


@needs_corpora
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_brochure_is_15_questions_with_their_answers(language):
    document = parse_one(CORPORA / f"questions-answers-2026-02-14-{language}.pdf")
    passages = list(segment(document))
    headings = list(dict.fromkeys(passage.heading for passage in passages))
    assert document.kind is Kind.EXPLAINER
    assert [heading.split(".")[0] for heading in headings] == [str(n) for n in range(1, 16)]
    assert sum("?" in heading for heading in headings) >= 14
    assert all(document.text[slice(*p.span)] == p.text for p in passages)
    assert 30_000 < sum(len(passage.text) for passage in passages) < 35_000
