from datetime import date

import pytest

from corpus.document import Document
from tests.unit.corpus.samples import parse_all

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>BAQ</title>
<item><title>Жаңалық бір</title><guid>1</guid><link>https://b.kz/1</link>
<pubDate>Mon, 02 Feb 2026 10:00:00 +0500</pubDate>
<description>&lt;p&gt;Бірінші абзац.&lt;/p&gt;&lt;p&gt;Екінші.&lt;/p&gt;</description></item>
<item><title>Бос</title><guid>2</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>BAQ</title>
<entry><title>Жаңалық бір</title><id>1</id><link href="https://b.kz/1"/>
<updated>2026-02-02T10:00:00Z</updated>
<content type="html">&lt;p&gt;Бірінші абзац.&lt;/p&gt;&lt;p&gt;Екінші.&lt;/p&gt;</content></entry>
<entry><title>Бос</title><id>2</id></entry></feed>"""


@pytest.mark.parametrize("source", [RSS, ATOM], ids=["rss", "atom"])
def test_each_entry_is_a_document_and_an_empty_one_is_told(tmp_path, source):
    (tmp_path / "news.xml").write_text(source, "utf-8")
    document, empty = parse_all(tmp_path / "news.xml")
    assert isinstance(document, Document)
    assert document.id.startswith("news/")
    assert (document.title, document.publisher) == ("Жаңалық бір", "BAQ")
    assert (document.published, document.url) == (date(2026, 2, 2), "https://b.kz/1")
    assert document.text == "Жаңалық бір\nБірінші абзац.\nЕкінші."
    assert empty == "error-entry-without-text"


def test_an_entry_keeps_its_id_when_the_feed_moves_on(tmp_path):
    (tmp_path / "news.xml").write_text(RSS, "utf-8")
    first = parse_all(tmp_path / "news.xml")[0]
    newer = "<item><title>Соңғы</title><guid>9</guid><description>Сөз.</description></item>"
    (tmp_path / "news.xml").write_text(RSS.replace("<item>", newer + "<item>", 1), "utf-8")
    assert parse_all(tmp_path / "news.xml")[1] == first


def test_a_feed_without_entries_is_refused(tmp_path):
    (tmp_path / "a.xml").write_text("<rss><channel></channel></rss>", "utf-8")
    assert parse_all(tmp_path / "a.xml") == ["error-feed-empty"]
