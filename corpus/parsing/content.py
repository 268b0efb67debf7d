"""Bytes of a file or of an archive's member → Documents, by the parser of their format."""

import io
from collections.abc import Iterator

from corpus.document import Document
from corpus.errors import CorpusError, Notice, UnreadableError
from corpus.guide.cards import parse_cards
from corpus.parsing.beir import parse_beir
from corpus.parsing.blocks import Content, compose
from corpus.parsing.decoding import decode, refuse_endless_lines
from corpus.parsing.format import HEAD, Format, format_of
from corpus.parsing.package import open_package, parse_members
from corpus.parsing.plain import parse_plain


def parse_bytes(data: bytes, name: str, document_id: str) -> Iterator[Document | CorpusError]:
    """Yield the Documents in `data`; `name` is the file's, for errors and notices."""
    format_ = format_of(data[:HEAD], name)
    if format_ is Format.PDF:
        yield from _parse_pdf(data, name, document_id)
    elif format_ is Format.PACKAGE:
        yield from _parse_package(data, name, document_id)
    elif format_ is Format.FEED:
        from corpus.parsing.feed import parse_feed

        yield from parse_feed(data, document_id, name)
    elif format_ is Format.BEIR:
        yield from parse_beir(io.BytesIO(data), name)
    elif format_ is Format.UNKNOWN:
        raise UnreadableError("error-file-format", name=name)
    else:
        yield from _parse_text(data, name, document_id, format_)


def _parse_text(
    data: bytes, name: str, document_id: str, format_: Format
) -> Iterator[Document | CorpusError]:
    text, encoding = decoded = decode(data, name)
    if format_ is Format.CARD:
        yield from (card.to_document() for card in parse_cards(text, name))
    elif format_ is Format.HTML:
        from corpus.parsing.html import read_html

        yield _document(read_html(text, name), document_id, name)
    elif format_ is Format.MARKDOWN:
        from corpus.parsing.markdown import read_markdown

        yield _document(read_markdown(text), document_id, name)
    else:
        refuse_endless_lines(text, name)
        yield parse_plain(text, document_id)
    if decoded.was_guessed:
        yield Notice("notice-encoding", name=name, encoding=encoding.name)


def _parse_pdf(data: bytes, name: str, document_id: str) -> Iterator[Document | CorpusError]:
    from corpus.parsing.pdf import read_pdf

    content, notices = read_pdf(data, name)
    yield _document(content, document_id, name)
    yield from notices


def _parse_package(data: bytes, name: str, document_id: str) -> Iterator[Document | CorpusError]:
    package = open_package(data, name)
    members = set(package.namelist())
    if "word/document.xml" in members:
        from corpus.parsing.docx import read_docx

        yield _document(read_docx(data, name), document_id, name)
    elif "META-INF/container.xml" in members:
        from corpus.parsing.epub import read_epub

        yield _document(read_epub(package, name), document_id, name)
    elif "[Content_Types].xml" in members or "mimetype" in members:
        raise UnreadableError("error-file-format", name=name)  # a spreadsheet, slides, an ODT
    else:
        yield from parse_members(package, document_id, name, _parse_member)


def _parse_member(data: bytes, name: str, document_id: str) -> Iterator[Document | CorpusError]:
    if format_of(data[:HEAD], name) is Format.PACKAGE and _is_archive(data, name):
        raise UnreadableError("error-archive-in-archive", name=name)
    yield from parse_bytes(data, name, document_id)


def _is_archive(data: bytes, name: str) -> bool:
    members = set(open_package(data, name).namelist())
    return not members & {"word/document.xml", "META-INF/container.xml", "mimetype"}


def _document(content: Content, document_id: str, name: str) -> Document:
    text = compose(content)
    if not text.strip():
        raise UnreadableError("error-file-empty", name=name)
    refuse_endless_lines(text, name)
    return parse_plain(text, document_id, content.particulars)
