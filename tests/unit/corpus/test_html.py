from datetime import date

import pytest

from corpus.document import Kind, Span
from tests.unit.corpus.samples import parse_all, parse_one

PAGE = """<!DOCTYPE html><html><head><title>Құрылтай туралы – Ақорда</title>
<meta property="og:title" content="Құрылтай туралы">
<meta property="og:site_name" content="Ақорда">
<meta property="og:url" content="https://www.akorda.kz/kk/kuryltai">
<meta property="article:published_time" content="2026-02-03T10:00:00+05:00"></head><body>
<nav><a href="/">Басты бет</a> <a href="/n">Жаңалықтар</a></nav>
<article><h1>Құрылтай туралы</h1>
<p>Құрылтайда 145 депутат болады, олар бес жылға сайланады деп жазылған жобада.</p>
<h2>Қалай сайланады?</h2>
<p>Депутаттар партиялық тізім бойынша сайланады, бұл туралы бапта айтылған.</p>
<ul><li>бірінші тармақ</li><li>екінші тармақ</li></ul>
<table><tr><th>Орган</th><th>Саны</th></tr><tr><td>Құрылтай</td><td>145</td></tr></table>
</article><footer>Барлық құқықтар қорғалған</footer><script>let x = "код";</script></body></html>"""


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    document = parse_one(tmp_path / "a.html")
    assert (document.title, document.publisher) == ("Құрылтай туралы", "Ақорда")
    assert (document.published, document.kind) == (date(2026, 2, 3), Kind.NEWS)
    assert document.url == "https://www.akorda.kz/kk/kuryltai"
    assert document.asides[0] == Span(0, len("Құрылтай туралы"))
    assert document.text.split("\n") == [
        "Құрылтай туралы",
        "Құрылтайда 145 депутат болады, олар бес жылға сайланады деп жазылған жобада.",
        "## Қалай сайланады?",
        "Депутаттар партиялық тізім бойынша сайланады, бұл туралы бапта айтылған.",
        "бірінші тармақ",
        "екінші тармақ",
        "Орган | Саны",
        "Құрылтай | 145",
    ]


def test_a_page_without_a_date_has_none(tmp_path):
    source = "<html><body><p>2025 жылғы 3 мамырда бір оқиға болды, ол туралы жазылған.</p></body>"
    (tmp_path / "a.html").write_text(source, "utf-8")
    assert parse_one(tmp_path / "a.html").published is None


def test_a_law_as_a_page_is_a_law(tmp_path):
    articles = "".join(f"<p>Статья {n}. Название</p><p>1. Пункт статьи.</p>" for n in range(1, 9))
    page = f"<html><head><title>Закон о труде</title></head><body>{articles}</body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert parse_one(tmp_path / "a.html").kind is Kind.LAW


@pytest.mark.parametrize(
    ("page", "key"),
    [
        pytest.param("<html></html>", "error-page-without-text", id="empty"),
        pytest.param("<html><body></body></html>", "error-page-without-text", id="no words"),
        pytest.param(
            f"<html><body><p>Сөз.</p>{'<div>' * 5000}<p>Сөз.</p>", "error-page-too-deep", id="deep"
        ),
        pytest.param("<?xml version='1.0'?><svg></svg>", "error-file-format", id="other XML"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(tmp_path, page, key):
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert parse_all(tmp_path / "a.html") == [key]
