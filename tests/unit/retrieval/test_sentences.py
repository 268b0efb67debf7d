from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.default import default_corpus
from corpus.parsing import parse_file
from retrieval.segmentation import segment
from retrieval.sentences import sentences_of

CASES = {
    "plain": ["Бірінші сөйлем.", "Екінші сөйлем!", "Үшінші ме?"],
    "initials": ["А. Б. Иванов родился в 1990 г. в с. Кенес.", "Он жив."],
    "abbreviations": ["Қала, ауыл, т.б. жерлер бар.", "Бюджет 5 млн. теңге болды."],
    "number sign": ["№ 5 бұйрық шықты.", "Ол 2026 ж. қабылданды."],
    "list number": ["1. Бірінші тармақ.", "2. Екінші тармақ."],
    "quoted name": ["Ол «Әділетті Қазақстан. Заң мен тәртіп» қағидатын айтты.", "Ол маңызды."],
    "quoted call": ["Ерлан «Конституциясы үшін!» Жалпыұлттық коалициясын бастады.", "Ол келді."],
    "direct speech": ["Он сказал: «Да!»", "Потом ушёл."],
    "news line": ["ОРАЛ. KAZINFORM – Жиын өтті.", "Оған әкім қатысты."],
    "ellipsis": ["Сонымен… ", "Бәрі бітті..."],
}


@pytest.mark.parametrize("sentences", CASES.values(), ids=CASES)
def test_a_text_is_split_between_its_sentences(sentences):
    expected = [sentence.strip() for sentence in sentences]
    text = " ".join(expected)
    assert [text[slice(*span)] for span in sentences_of(text)] == expected


@given(st.text(alphabet='абА .!?«»"\n1№', max_size=60))
def test_sentences_are_in_order_and_lose_nothing(text):
    spans = sentences_of(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    kept = "".join(text[slice(*span)] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())


def seed_documents():
    return [
        document for path in sorted(default_corpus()[0].iterdir()) for document in parse_file(path)
    ]


def test_passages_are_verbatim_in_order_and_clear_of_asides():
    for document in seed_documents():
        passages = list(segment(document))
        assert passages
        assert all(document.is_citable(passage.span) for passage in passages)
        assert sorted(p.span for p in passages) == [p.span for p in passages]


def test_paragraphs_are_counted_without_asides():
    document = seed_documents()[3]
    passage = next(p for p in segment(document) if "145 депутаттан" in p.text)
    assert passage.locator.render(document.language) == "3-абзац"
    assert passage.locator.render(document.language.other) == "абзац 3"


def test_a_long_paragraph_is_parted_between_sentences(tmp_path):
    sentence = "Бұл өте ұзақ абзацтың бір сөйлемі, ол көп рет қайталанады."
    (tmp_path / "long.txt").write_text("Тақырып\n" + " ".join([sentence] * 60), encoding="utf-8")
    (document,) = parse_file(tmp_path / "long.txt")
    passages = list(segment(document))
    assert len(passages) > 1
    assert {p.locator.paragraph for p in passages} == {1}
    assert " ".join(p.text for p in passages) == " ".join([sentence] * 60)
