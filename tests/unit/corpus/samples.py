"""Files of every format, made by the tests: small PDFs, DOCX, zips."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.parsing import parse_file

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"
needs_corpora = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="the real documents are not at hand"
)


def parse_one(path: Path) -> Document:
    """The only Document of a file that has nothing else to say."""
    (document,) = parse_file(path)
    assert isinstance(document, Document)
    return document


def parse_all(path: Path) -> list[Document | str]:
    """Documents, and the keys of errors and notices; also of the one that ends the file."""
    found: list[Document | str] = []
    try:
        for parsed in parse_file(path):
            found.append(parsed.key if isinstance(parsed, CorpusError) else parsed)
    except CorpusError as error:
        found.append(error.key)
    return found


class Drawn(NamedTuple):
    """A piece of text on a page, points from the lower left corner."""

    text: str
    x: float = 60
    y: float = 700
    size: float = 12
    bold: bool = False


def lines(*texts: str, top: float = 700, x: float = 60) -> list[Drawn]:
    """Lines under each other; those that begin with «>» are indented, with «*» bold."""
    return [
        Drawn(
            text.lstrip(">*"),
            x + 30 * text.startswith(">"),
            top - 15 * number,
            bold="*" in text[:2],
        )
        for number, text in enumerate(texts)
    ]


_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"2 beginbfrange <0000> <05FF> <0000> <2000> <22FF> <2000> endbfrange\nendcmap end end"
)


def make_pdf(pages: Sequence[Iterable[Drawn]], *, pictures: Sequence[int] = ()) -> bytes:
    """A PDF of these pages; the code of each letter is its Unicode number.

    `pictures` are the numbers of pages, from 0, that hold an image.
    """
    resources = b"<< /Font << /F0 3 0 R /F1 4 0 R >> %s >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (8 + 2 * n) for n in range(len(pages)))),
        _font(b"Sans"),
        _font(b"Sans-Bold"),
        _stream(_TO_UNICODE),
        b"<< /Type /FontDescriptor /FontName /Sans /Flags 4 /MissingWidth 500 >>",
        _stream(
            b"\0",
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 "
            b"/ColorSpace /DeviceGray /BitsPerComponent 8 ",
        ),
    ]
    for number, page in enumerate(pages):
        image = b"/XObject << /I 7 0 R >>" if number in pictures else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources %s >>" % (9 + 2 * number, resources % image)
        )
        objects.append(_stream(b"\n".join(map(_draw, page))))
    return _file(objects)


def _font(name: bytes) -> bytes:
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /ToUnicode 5 0 R "
        b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor 6 0 R >>] >>" % (name, name)
    )


def _draw(piece: Drawn) -> bytes:
    code = piece.text.encode("utf-16-be").hex().encode()
    place = b"%.1f %.1f" % (piece.x, piece.y)
    return b"BT /F%d %.1f Tf 1 0 0 1 %s Tm <%s> Tj ET" % (piece.bold, piece.size, place, code)


def _stream(data: bytes, fields: bytes = b"") -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (fields, len(data), data)


def _file(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def make_zip(members: Mapping[str, bytes | str]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_docx(*paragraphs: str, rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A DOCX: «# » makes a heading by style, «** » one by weight; a table at the end."""
    from docx import Document as new_docx

    document = new_docx()
    for text in paragraphs:
        if text.startswith("# "):
            document.add_heading(text[2:], 2)
        else:
            document.add_paragraph().add_run(text.removeprefix("** ")).bold = text.startswith("** ")
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
