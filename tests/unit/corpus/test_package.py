import zipfile

import pytest

from corpus.document import Document
from tests.unit.corpus.samples import make_docx, make_zip, parse_all, parse_one

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
BOOK = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>Абай жолы</dc:title></metadata>
<manifest><item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
CHAPTER = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    "<body><h1>{0}</h1><p>{0} мәтіні.</p></body></html>"
)


def test_every_member_of_an_archive_is_read_by_its_own_parser(tmp_path):
    members = {
        "заңдар/a.md": "# Заң\n\nСөз **осы**.",
        "b.docx": make_docx("Құжат мәтіні."),
        "c.txt": "",
        "__MACOSX/d.txt": "x",
        ".hidden": "x",
    }
    (tmp_path / "pack.zip").write_bytes(make_zip(members))
    law, document, empty = parse_all(tmp_path / "pack.zip")
    assert isinstance(law, Document)
    assert isinstance(document, Document)
    assert (law.id, law.text) == ("pack/заңдар/a", "Заң\nСөз осы.")
    assert document.id == "pack/b"
    assert empty == "error-file-empty"


def test_a_path_that_leads_out_of_the_archive_leads_nowhere(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(make_zip({"../../evil.txt": "Жаман."}))
    assert parse_one(tmp_path / "in" / "a.zip").id == "a/evil"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_the_chapters_of_a_book_stand_in_reading_order(tmp_path):
    (tmp_path / "abai.epub").write_bytes(
        make_zip(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": CONTAINER,
                "OPS/book.opf": BOOK,
                "OPS/one.xhtml": CHAPTER.format("Бірінші"),
                "OPS/two.xhtml": CHAPTER.format("Екінші"),
            }
        )
    )
    document = parse_one(tmp_path / "abai.epub")
    assert document.title == "Абай жолы"
    assert document.text.split("\n")[1:] == [
        "## Бірінші",
        "Бірінші мәтіні.",
        "## Екінші",
        "Екінші мәтіні.",
    ]


def lying(data):
    """The same archive, its checksums wrong."""
    place = data.index(b"PK\x01\x02") + 16
    return data[:14] + b"\0\0\0\0" + data[18:place] + b"\0\0\0\0" + data[place + 4 :]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        pytest.param(make_zip({"a.txt": b"0" * 50_000_000}), "error-archive-too-large", id="bomb"),
        pytest.param(
            make_zip({f"{n}.txt": "" for n in range(20_001)}), "error-archive-too-large", id="many"
        ),
        pytest.param(make_zip({}), "error-folder-empty", id="nothing"),
        pytest.param(make_zip({"a.txt": "x" * 999})[:100], "error-file-broken", id="cut off"),
        pytest.param(lying(make_zip({"a.txt": "Сөз."})), "error-file-broken", id="checksum"),
        pytest.param(
            make_zip({"in.zip": make_zip({"a.txt": "x"})}), "error-archive-in-archive", id="nested"
        ),
        pytest.param(make_zip({"META-INF/container.xml": "<a/>"}), "error-file-broken", id="epub"),
    ],
)
def test_an_archive_that_cannot_be_read_is_refused(tmp_path, data, key):
    (tmp_path / "a.zip").write_bytes(data)
    assert parse_all(tmp_path / "a.zip") == [key]


def test_a_member_under_a_password_is_told(tmp_path):
    data = bytearray(make_zip({"a.txt": "Сөз."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.infolist()[0].flag_bits & 1
    assert parse_all(tmp_path / "a.zip") == ["error-file-encrypted"]
