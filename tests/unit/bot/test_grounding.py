import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Cut, Delta
from bot.answering.grounding import Grounding
from bot.answering.splitting import cited_sentences, split_markers
from corpus.document import Language
from retrieval.lexicon import Lexicon
from tests.conftest import make_evidence

KAZAKH = (
    "Құрылтай 145 депутаттан тұрады. Оның төрағасы Ерлан Қошанов «Әділетті Қазақстан» туралы айтты. "
    "Референдум 15 наурызда өтеді."
)
RUSSIAN = "Аким Нариман Турегалиев провёл совещание. Проект обсудили пятьсот человек 2 февраля."
LEXICON = Lexicon(
    ["наурыз\tмарт\n", "құрылтай\tкурултай\n", "депутат\tдепутат\n", "ақпан\tфевраль\n"]
)


def verify(sentence, language=Language.KK):
    evidence = [make_evidence(KAZAKH, Language.KK), make_evidence(RUSSIAN, Language.RU)]
    return Grounding(language, evidence, LEXICON).verify(sentence)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        pytest.param("Құрылтай 145 депутаттан тұрады. [1]", "kk", id="verbatim"),
        pytest.param("Құрылтай  145\nдепутаттан тұрады. [1]", "kk", id="other white space"),
        pytest.param("Құрылтайда жүз қырық бес депутат болады. [1]", "kk", id="number in words"),
        pytest.param(
            "Елдің Құрылтайын Қошановтың өзі басқарады. [1]", "kk", id="name in another case"
        ),
        pytest.param(
            "В парламенте будет сто сорок пять депутатов. [1]", "ru", id="across languages"
        ),
        pytest.param("Голосование пройдёт 15 марта. [1]", "ru", id="month of the other language"),
        pytest.param(
            "Об этом сообщил спикер Ерлан Кошанов. [1]", "ru", id="name spelled in Russian"
        ),
        pytest.param("На встрече было 500 человек. [2]", "ru", id="digits for words"),
        pytest.param(
            "В источнике сказано: «Құрылтай 145 депутаттан тұрады.» [1]", "ru", id="quoted"
        ),
        pytest.param("Он говорил о «Әділетті Қазақстан». [1]", "ru", id="a quoted name"),
    ],
)
def test_what_the_source_says_stands(sentence, language):
    verdict = verify(sentence, Language(language))
    assert isinstance(verdict, Delta), verdict
    assert all(citation.quote in citation.document.text for citation in verdict.citations)


@pytest.mark.parametrize(
    ("sentence", "language", "reason"),
    [
        pytest.param("Құрылтай 145 депутаттан тұрады.", "kk", "cut-uncited", id="uncited"),
        pytest.param(
            "Құрылтай 145 депутаттан тұрады. [7]", "kk", "cut-uncited", id="no such source"
        ),
        pytest.param("Құрылтай 145 депутаттан тұрады. [0]", "kk", "cut-uncited", id="source zero"),
        pytest.param("Құрылтайда 200 депутат болады. [1]", "kk", "cut-number", id="wrong number"),
        pytest.param("Құрылтайда екі жүз депутат болады. [1]", "kk", "cut-number", id="in words"),
        pytest.param(
            "В парламенте двести депутатов. [1]", "ru", "cut-number", id="in Russian words"
        ),
        pytest.param("Голосование пройдёт 15 апреля. [1]", "ru", "cut-name", id="wrong month"),
        pytest.param("Голосование пройдёт 16 марта. [1]", "ru", "cut-number", id="wrong day"),
        pytest.param("Об этом сообщил Иван Петров. [1]", "ru", "cut-name", id="wrong name"),
        pytest.param("Ол «халық үшін бәрі дайын» деді. [1]", "kk", "cut-quote", id="made-up quote"),
        pytest.param(
            "Құрылтай 145 депутаттан тұрады. [1]", "ru", "cut-language", id="not in Russian"
        ),
        pytest.param(
            "В парламенте будет сто сорок пять депутатов. [1]",
            "kk",
            "cut-language",
            id="not in Kazakh",
        ),
        pytest.param(
            "Құрылтайда 145 депутат болады. [2]", "kk", "cut-number", id="another source's fact"
        ),
    ],
)
def test_what_the_source_does_not_say_is_cut(sentence, language, reason):
    verdict = verify(sentence, Language(language))
    assert isinstance(verdict, Cut), verdict
    assert verdict.reason == reason


def test_citations_are_numbered_by_first_use_and_keep_their_numbers():
    evidence = [make_evidence(KAZAKH, Language.KK), make_evidence(RUSSIAN, Language.RU)]
    grounding = Grounding(Language.KK, evidence, LEXICON)
    texts = [
        grounding.verify(sentence).text
        for sentence in (
            "Референдум 15 наурызда өтеді. [1]",
            "Құрылтай 145 депутаттан тұрады. [1]",
            "Референдум 15 наурызда өтеді. [1]",
        )
    ]
    assert [split_markers(text)[1] for text in texts] == [[1], [2], [1]]
    assert [citation.number for citation in grounding.citations] == [1, 2]


def test_a_fact_from_another_sentence_of_the_source_brings_its_own_citation():
    verdict = verify("В Курултае 145 депутатов, а голосование 15 марта. [1]", Language.RU)
    assert isinstance(verdict, Delta)
    assert {citation.quote for citation in verdict.citations} == {
        "Құрылтай 145 депутаттан тұрады.",
        "Референдум 15 наурызда өтеді.",
    }


@given(st.lists(st.integers(1, 6), max_size=40))
def test_sentences_do_not_depend_on_how_the_stream_is_cut(sizes):
    text = "Бірінші сөйлем. [1] Екінші сөйлем. [2][3] Үшінші [1, 2]. Соңы жоқ"
    pieces, place = [], 0
    for size in sizes:
        pieces.append(text[place : place + size])
        place += size
    pieces.append(text[place:])
    assert list(cited_sentences(pieces)) == [
        "Бірінші сөйлем. [1]",
        "Екінші сөйлем. [2][3]",
        "Үшінші [1, 2].",
        "Соңы жоқ",
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Сөйлем. [1]", ("Сөйлем.", [1])),
        ("Сөйлем [1].", ("Сөйлем.", [1])),
        ("Сөйлем. [2][1] [2]", ("Сөйлем.", [2, 1])),
        ("Сөйлем. [1, 3]", ("Сөйлем.", [1, 3])),
        ("Сөйлем", ("Сөйлем", [])),
    ],
)
def test_markers_are_parted_from_their_sentence(sentence, parts):
    assert split_markers(sentence) == parts
