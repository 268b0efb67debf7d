import hashlib
from datetime import date

import pytest

from corpus.default import default_corpus
from corpus.document import Document, Kind, Language
from corpus.parsing import parse_file

CHECKSUMS = {
    "000_ce389ded7f767bf7.txt": "79a40fc79401fd10965f622e6e6cdd951ad53a2d1da6ac5d9b8b88cdd3a2b583",
    "001_bc4047f37f3d7c62.txt": "0253958e552e6f5e083edcd0bb02f3bb760ef74c9a83efbc7b2a000f1ed7bb14",
    "002_bedfbf93abb78792.txt": "7db77bb386a40806d750f01500907618fe71f6a43d86162aafd335e1c7f81c04",
    "003_9c4763a0303d8e9c.txt": "177b0f47e04d46b4c7fcbb88c3bcef26839404e499746bb204ab0e347c4e72ac",
    "004_5c4f725deede1c07.txt": "3af76b1c3c0c21d069e7a6a88379a29c8f1b11fbf45aa42b3cb35ef4438afaaa",
}


def read(stem: str) -> Document:
    (document,) = parse_file(default_corpus()[0] / f"{stem}.txt")
    assert isinstance(document, Document)
    return document


def test_the_seeds_are_the_five_articles_byte_for_byte():
    found = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in default_corpus()[0].iterdir()
    }
    assert found == CHECKSUMS


@pytest.mark.parametrize(
    ("stem", "language", "published", "publisher", "title"),
    [
        ("000_ce389ded7f767bf7", "ru", date(2026, 2, 2), "", "Аким области поручил"),
        ("001_bc4047f37f3d7c62", "kk", date(2026, 2, 2), "KAZINFORM", "Батыс Қазақстан облысының"),
        ("002_bedfbf93abb78792", "kk", date(2026, 2, 13), "BAQ.KZ", '"Әділетті және Прогрессивті'),
        ("003_9c4763a0303d8e9c", "kk", date(2026, 2, 2), "", "Алматы облысының активі"),
        ("004_5c4f725deede1c07", "kk", date(2026, 2, 17), "BAQ.KZ", "Жамбыл облысы тұрғындары"),
    ],
)
def test_a_seed_tells_its_title_date_language_and_publisher(
    stem, language, published, publisher, title
):
    document = read(stem)
    assert (document.language, document.published) == (Language(language), published)
    assert (document.publisher, document.kind) == (publisher, Kind.NEWS)
    assert document.title.startswith(title)


def test_the_stored_text_is_the_file():
    path = default_corpus()[0] / "003_9c4763a0303d8e9c.txt"
    assert read(path.stem).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("003_9c4763a0303d8e9c", "Сурет: Алматы облысы әкімінің баспасөз қызметі"),
        ("002_bedfbf93abb78792", "Ең оқылған:"),
        ("002_bedfbf93abb78792", "АҚШ визасын беру тоқтай ма?"),
        ("002_bedfbf93abb78792", "14 ақпанға арналған ауа райы болжамы"),
        ("000_ce389ded7f767bf7", "date 2026-02-02"),
    ],
)
def test_captions_and_other_headlines_cannot_be_cited(stem, words):
    document = read(stem)
    places = [i for i in range(len(document.text)) if document.text.startswith(words, i)]
    assert places
    assert all(
        any(aside.start <= place < aside.end for aside in document.asides) for place in places
    )


def test_the_article_itself_can_be_cited():
    document = read("003_9c4763a0303d8e9c")
    start = document.text.index("145 депутаттан")
    from corpus.document import Span

    assert document.is_citable(Span(start, start + 3))


def test_the_default_corpus_is_a_folder_and_the_cards_of_the_guide():
    folder, *cards = default_corpus()
    assert folder.is_dir()
    assert len(cards) >= 60
    assert all(card.is_file() for card in cards)
