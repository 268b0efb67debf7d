from dataclasses import replace

import pytest

from corpus.document import Document, Kind, Language
from corpus.edition import ADOPTED, OF_1995
from retrieval.segmentation import segment
from retrieval.twins import twin_of

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
