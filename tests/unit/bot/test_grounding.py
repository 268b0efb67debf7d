import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Cut, Delta
from bot.answering.grounding import Grounding
from bot.answering.splitting import split_markers
from corpus.document import Language
from retrieval.lexicon import load_lexicon
from tests.conftest import make_evidence

KK, RU = Language.KK, Language.RU
KAZAKH = (
    "Құрылтай 145 депутаттан тұрады. Оның төрағасы Ерлан Қошанов «Әділетті Қазақстан» туралы айтты. "
    "Референдум 15 наурызда өтеді. Заң қабылданбады. Облыста 1 млн 195 мыңнан астам сайлаушы бар. "
    "Жиында «Казфосфат» пен «Super-pharm» аталды. Бұл ереже [2] бойынша бекітілді [3]."
)
RUSSIAN = (
    "Аким Нариман Турегалиев провёл совещание. Проект обсудили пятьсот человек 2 февраля. "
    "Он сказал: «Проект открыт. Работа идёт». Обсуждение шло в прямом эфире."
)
LEXICON = load_lexicon()
EVIDENCE = [make_evidence(KAZAKH, KK), make_evidence(RUSSIAN, RU)]


def verify(sentence, language=KK):
    return Grounding(language, EVIDENCE, LEXICON).verify(sentence)


STANDS = [
    pytest.param("Құрылтай 145 депутаттан тұрады. [1]", KK, id="kk: verbatim"),
    pytest.param("Құрылтай  145\nдепутаттан тұрады. [1]", KK, id="kk: verbatim, other white space"),
    pytest.param("Құрылтай 145 депутаттан тұрады [1].", KK, id="kk: marker before the stop"),
    pytest.param("Құрылтай 145 депутаттан тұрады. [7][1]", KK, id="kk: one marker of two exists"),
    pytest.param("Құрылтайда жүз қырық бес депутат болады. [1]", KK, id="kk: number in words"),
    pytest.param("Құрылтай төрағасы Қошановтың айтқаны. [1]", KK, id="kk: name in another case"),
    pytest.param("Қошановтың айтқаны «Әділетті Қазақстан» туралы. [1]", KK, id="kk: name opens the sentence"),
    pytest.param("Жиналысты Нариман Төреғалиев өткізді. [2]", KK, id="kk: name spelled in Kazakh"),
    pytest.param("Жобаны 500 адам талқылады. [2]", KK, id="kk: digits for Russian words"),
    pytest.param("Жоба екінші ақпанда талқыланды. [2]", KK, id="kk: date in words"),
    pytest.param("Ол «Әділетті Қазақстан» туралы айтты. [1]", KK, id="kk: a quoted name"),
    pytest.param("Жиында «Казфосфат» әрі «Super-pharm» аталды. [1]", KK, id="kk: two quotations"),
    pytest.param("Бұл ереже бойынша бекітілді. [1]", KK, id="kk: footnote marks of the source"),
    pytest.param("Қошанов. [1]", KK, id="kk: a name alone"),
    pytest.param("Аким Нариман Турегалиев провёл совещание. [2]", RU, id="ru: verbatim"),
    pytest.param("В парламенте будет сто сорок пять депутатов. [1]", RU, id="ru: number in words"),
    pytest.param("Зарегистрировано 1 195 000 избирателей. [1]", RU, id="ru: number written out"),
    pytest.param("Референдум пройдёт 15 марта. [1]", RU, id="ru: month of the other language"),
    pytest.param("15 марта. [1]", RU, id="ru: too short to have a language"),
    pytest.param("Об этом сообщил спикер Ерлан Кошанов. [1]", RU, id="ru: name spelled in Russian"),
    pytest.param("Это было сказано Ерланом Кошановым. [1]", RU, id="ru: name in another case"),
    pytest.param("Кошанов — председатель Курултая. [1]", RU, id="ru: name opens the sentence"),
    pytest.param("На встрече было 500 человек. [2]", RU, id="ru: digits for words"),
    pytest.param("Один человек спросил о проекте. [2]", RU, id="ru: «один» is no number"),
    pytest.param("В источнике сказано: «Құрылтай 145 депутаттан тұрады.» [1]", RU, id="ru: quoted"),
    pytest.param("Он говорил о «Әділетті Қазақстан». [1]", RU, id="ru: a quoted name"),
    pytest.param("Названы «Казфосфат» и «Super-pharm». [1]", RU, id="ru: two quotations"),
    pytest.param("Сказано: «Оның төрағасы Ерлан Қошанов «Әділетті Қазақстан» туралы айтты.» [1]", RU, id="ru: nested"),
    pytest.param("Сказано: «Проект открыт. Работа идёт». [2]", RU, id="ru: two sentences quoted"),
    pytest.param('Это названо "Әділетті Қазақстан". [1]', RU, id="ru: straight marks"),
    pytest.param("Это названо „Әділетті Қазақстан“. [1]", RU, id="ru: low marks"),
    pytest.param("Основы этого названы. [1]", RU, id="ru: the lexicon knows that it is no name"),
]  # fmt: skip

CUT = [
    pytest.param("Құрылтай 145 депутаттан тұрады.", KK, "cut-uncited", id="kk: uncited"),
    pytest.param("Құрылтай 145 депутаттан тұрады. [7]", KK, "cut-uncited", id="kk: no such source"),
    pytest.param("Құрылтай 145 депутаттан тұрады. [0]", KK, "cut-uncited", id="kk: source zero"),
    pytest.param("— [1]", KK, "cut-empty", id="kk: no words"),
    pytest.param("Құрылтайда 200 депутат болады. [1]", KK, "cut-number", id="kk: wrong number"),
    pytest.param("Құрылтайда екі жүз депутат болады. [1]", KK, "cut-number", id="kk: in words"),
    pytest.param("Құрылтайда 145 депутат болады. [2]", KK, "cut-number", id="kk: another source's"),
    pytest.param("Облыста 1 млн 196 мың сайлаушы бар. [1]", KK, "cut-number", id="kk: nearly right"),
    pytest.param("Референдум 15 сәуірде өтеді. [1]", KK, "cut-name", id="kk: wrong month"),
    pytest.param("Референдум он алтыншы наурызда өтеді. [1]", KK, "cut-number", id="kk: wrong day"),
    pytest.param("Оның төрағасы Марат Сұлтанов болды. [1]", KK, "cut-name", id="kk: wrong name"),
    pytest.param("Сұлтанов төраға болды. [1]", KK, "cut-name", id="kk: wrong name opens"),
    pytest.param("Ол «халық үшін бәрі дайын» деді. [1]", KK, "cut-quote", id="kk: made-up quote"),
    pytest.param("Ол «Заң қабылданба» деді. [1]", KK, "cut-quote", id="kk: quote ends in a word"),
    pytest.param("Ол «45» деген санды айтты. [1]", KK, "cut-quote", id="kk: quote within a number"),
    pytest.param("Онда «Казфосфат» пен «Қазмыс» аталды. [1]", KK, "cut-quote", id="kk: one quote of two"),
    pytest.param("Аким Нариман Турегалиев провёл совещание. [2]", KK, "cut-language", id="kk: Russian source as is"),
    pytest.param("В парламенте будет 145 депутатов. [1]", KK, "cut-language", id="kk: Russian words"),
    pytest.param("В парламенте двести депутатов. [1]", RU, "cut-number", id="ru: wrong number in words"),
    pytest.param("В парламенте 1145 депутатов. [1]", RU, "cut-number", id="ru: wrong number"),
    pytest.param("Голосование пройдёт 15 апреля. [1]", RU, "cut-name", id="ru: wrong month"),
    pytest.param("Голосование пройдёт 16 марта. [1]", RU, "cut-number", id="ru: wrong day"),
    pytest.param("Голосование пройдёт в 2026 году. [1]", RU, "cut-number", id="ru: a year of its own"),
    pytest.param("Об этом сообщил Иван Петров. [1]", RU, "cut-name", id="ru: wrong name"),
    pytest.param("Петров сообщил об этом. [1]", RU, "cut-name", id="ru: wrong name opens"),
    pytest.param("Об этом спросили. Петровым всё сказано. [1]", RU, "cut-name", id="ru: name opens the second"),
    pytest.param("Он сказал: «Проект закрыт». [2]", RU, "cut-quote", id="ru: made-up quote"),
    pytest.param("Құрылтай 145 депутаттан тұрады. [1]", RU, "cut-language", id="ru: Kazakh source as is"),
    pytest.param("Құрылтайда 145 депутат болады. [1]", RU, "cut-language", id="ru: Kazakh words"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "language"), STANDS)
def test_what_the_source_says_stands(sentence, language):
    verdict = verify(sentence, language)
    assert isinstance(verdict, Delta), verdict
    assert verdict.citations
    for citation in verdict.citations:
        assert citation.document.text[slice(*citation.span)] == citation.quote != ""
        assert f"[{citation.number}]" in verdict.text


@pytest.mark.parametrize(("sentence", "language", "reason"), CUT)
def test_what_the_source_does_not_say_is_cut(sentence, language, reason):
    verdict = verify(sentence, language)
    assert isinstance(verdict, Cut), verdict
    assert verdict.reason == reason


def test_a_verbatim_sentence_is_quoted_as_it_stands_in_the_source():
    verdict = verify("Бұл ереже бойынша бекітілді. [1]")
    assert verdict.text == "Бұл ереже бойынша бекітілді. [1]"
    assert verdict.citations[0].quote == "Бұл ереже [2] бойынша бекітілді [3]."


def test_no_marker_of_the_generator_reaches_a_person():
    verdict = verify("Құрылтай [2] 145 депутаттан тұрады. [1][9]")
    assert verdict.text == "Құрылтай 145 депутаттан тұрады. [1]"
    assert [citation.document.text for citation in verdict.citations] == [KAZAKH]


def test_citations_are_numbered_by_first_use_and_keep_their_numbers():
    grounding = Grounding(KK, EVIDENCE, LEXICON)
    sentences = (
        "Референдум 15 наурызда өтеді. [1]",
        "Құрылтайда 200 депутат болады. [1]",
        "Құрылтай 145 депутаттан тұрады. [1]",
        "Референдум 15 наурызда өтеді. [1]",
    )
    verdicts = [grounding.verify(sentence) for sentence in sentences]
    texts = [verdict.text for verdict in verdicts if isinstance(verdict, Delta)]
    assert [split_markers(text)[1] for text in texts] == [[1], [2], [1]]
    assert [citation.number for citation in grounding.citations] == [1, 2]
    assert [c.quote for c in grounding.citations] == [sentences[0][:-4], sentences[2][:-4]]


def test_a_fact_from_another_sentence_of_the_source_brings_its_own_citation():
    verdict = verify("В Курултае 145 депутатов, а голосование 15 марта. [1]", RU)
    assert isinstance(verdict, Delta)
    assert {citation.quote for citation in verdict.citations} == {
        "Құрылтай 145 депутаттан тұрады.",
        "Референдум 15 наурызда өтеді.",
    }


@given(st.integers(11, 2000))
def test_no_number_but_those_of_the_source_stands(number):
    verdict = verify(f"Құрылтайда {number} депутат болады. [1]")
    assert isinstance(verdict, Delta) == (number in {145, 15})


@given(st.text(alphabet='абвқі145«»" .[]', max_size=40))
def test_whatever_is_written_the_verdict_is_a_cut_or_cited(sentence):
    verdict = verify(f"{sentence} [1]")
    if isinstance(verdict, Delta):
        assert [c.quote in KAZAKH for c in verdict.citations] == [True] * len(verdict.citations)
        assert verdict.citations
