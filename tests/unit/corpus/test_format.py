import pytest

from corpus.parsing.format import Format, format_of


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.txt", Format.PDF),
        (b"junk\n%PDF-1.4", "a", Format.PDF),
        (b"PK\x03\x04", "a.pdf", Format.PACKAGE),
        (b"<!DOCTYPE html><html>", "a.txt", Format.HTML),
        (b"\xef\xbb\xbf\n<!-- x --><html lang='kk'>", "a", Format.HTML),
        ("<html><body>".encode("utf-16"), "a", Format.HTML),
        (b"<?xml version='1.0'?><html xmlns='x'>", "a.xml", Format.HTML),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a.html", Format.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "a", Format.FEED),
        (b"<?xml version='1.0'?><svg>", "a", Format.UNKNOWN),
        (b"{\\rtf1", "a.txt", Format.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", Format.UNKNOWN),
        (b'{"_id": "1", "text": "a"}\n', "a.txt", Format.BEIR),
        (b'{"title": "', "corpus.jsonl", Format.BEIR),
        (b'{"a": 1}', "a.txt", Format.PLAIN),
        (b"# A\n\n## B\n", "a.txt", Format.MARKDOWN),
        (b"words", "a.md", Format.MARKDOWN),
        (b"# one mark\nwords", "a.txt", Format.PLAIN),
        (b"<3 is no tag", "a.txt", Format.PLAIN),
        (b"", "a", Format.PLAIN),
    ],
)
def test_the_content_tells_the_format(head, name, expected):
    assert format_of(head, name) is expected
