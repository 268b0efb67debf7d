"""An RSS or Atom feed → a Document an entry."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from corpus.document import Document
from corpus.errors import CorpusError, UnreadableError
from corpus.parsing.blocks import Content, Particulars, compose
from corpus.parsing.html import page_root
from corpus.parsing.markup import blocks_of
from corpus.parsing.plain import parse_plain


def parse_feed(data: bytes, document_id: str, name: str) -> Iterator[Document | CorpusError]:
    """Yield the entries of a feed as Documents; one without words comes as an error.

    Their ids are the feed's and a mark of the entry's own id, which stays when the feed moves on.
    """
    import feedparser

    feed = feedparser.parse(data)
    if not feed.entries:
        raise UnreadableError("error-feed-empty", name=name)
    publisher = str(feed.feed.get("title", ""))
    for number, entry in enumerate(feed.entries, 1):
        place = f"{name}:{number}"
        try:
            text = compose(_content(entry, publisher, place))
        except UnreadableError as error:
            yield error
            continue
        yield parse_plain(text, f"{document_id}/{_mark(entry)}", _particulars(entry, publisher))


def _content(entry: Mapping[str, Any], publisher: str, place: str) -> Content:
    html = [part.get("value", "") for part in entry.get("content", ())]
    markup = "".join(html) or entry.get("summary", "")
    blocks = list(blocks_of(page_root(markup, place))) if markup.strip() else []
    if not blocks:
        raise UnreadableError("error-entry-without-text", place=place)
    return Content(blocks, _particulars(entry, publisher))


def _particulars(entry: Mapping[str, Any], publisher: str) -> Particulars:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Particulars(
        title=" ".join(str(entry.get("title", "")).split()),
        published=date(*moment[:3]) if moment else None,
        publisher=publisher,
        url=str(entry.get("link", "")),
    )


def _mark(entry: Mapping[str, Any]) -> str:
    own_id = entry.get("id") or entry.get("link") or repr(sorted(entry.items()))
    return hashlib.sha256(str(own_id).encode("utf-8", "replace")).hexdigest()[:12]
