from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Kind, Language
from corpus.edition import ADOPTED, OF_1995
from corpus.parsing import parse_file
from retrieval.segmentation import segment
from retrieval.twins import disagreements, twin_of

SHARED = Path(__file__).parents[3].parent / "shared" / "corpora"

KK = Document(
    "kk",
    "Конституция",
    "43-бап\n1. Бір.\nҚосымша.\n2. Екі.\n1) Бірінші.\n",
    Language.KK,
    Kind.CONSTITUTION,
    version=ADOPTED,
)
RU = Document(
    "ru",
    "Конституция",
    "Статья 43\n1. Один.\nДополнение.\n2. Два.\n1) Первый.\n",
    Language.RU,
    Kind.CONSTITUTION,
    version=ADOPTED,
)


def texts(*documents):
    return {document: list(segment(document)) for document in documents}


def test_every_paragraph_has_its_twin():
    both = texts(KK, RU)
    pairs = [(one.text, twin_of(one, both, Language.RU).text) for one in both[KK]]
    assert pairs == [
        ("1. Бір.", "1. Один."),
        ("Қосымша.", "Дополнение."),
        ("2. Екі.", "2. Два."),
        ("1) Бірінші.", "1) Первый."),
    ]
    assert twin_of(both[RU][2], both, Language.KK) == both[KK][2]


@pytest.mark.parametrize(
    "other",
    [
        replace(RU, version=OF_1995),
        replace(RU, kind=Kind.LAW),
        replace(RU, text="Статья 43\n2. Два.\n"),
        replace(RU, text="Статья 43\n1. Один.\n2. Два.\n"),
    ],
    ids=["another edition", "another kind", "without the point", "not as many paragraphs"],
)
def test_what_is_not_the_same_paragraph_is_no_twin(other):
    both = texts(KK, other)
    assert twin_of(both[KK][0], both, Language.RU) is None


@pytest.mark.parametrize(
    ("kazakh", "russian", "numbers"),
    [
        ("жеті жыл", "семь лет", None),
        ("он күн ішінде", "в десятидневный срок", None),
        ("төрттен үші", "три четверти", None),
        ("отбасы", "семьи", None),
        ("оң қорытынды", "положительное заключение", None),
        ("бір рет", "один раз", None),
        ("жеті жыл", "пять лет", {5, 7}),
        ("145 депутат", "сто депутатов", {145, 100}),
    ],
)
def test_a_disagreement_in_a_number_is_told(kazakh, russian, numbers):
    kk = replace(KK, text=f"7-бап\n1. {kazakh}\n")
    ru = replace(RU, text=f"Статья 7\n1. {russian}\n")
    found = list(disagreements(kk, ru))
    assert [one.numbers | one.other_numbers for one in found] == ([numbers] if numbers else [])
    assert all(one.passage.locator.article == "7" for one in found)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/corpora")
@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("constitution-2026-kk.txt", "constitution-2026-ru.md"),
        ("constitution-1995-kk.pdf", "constitution-1995-ru.pdf"),
        ("draft-2026-02-12-kk.docx", "draft-2026-02-12-ru.docx"),
    ],
)
def test_the_official_texts_agree_in_every_number(kazakh, russian):
    kk, ru = (next(parse_file(SHARED / name)) for name in (kazakh, russian))
    assert [one.passage.locator.render("ru") for one in disagreements(kk, ru)] == []
