import pytest

from corpus.document import Language, Span
from retrieval.alignment import Aligner, align, coverage, prepare
from retrieval.expectation import Expectation, expected, holds
from retrieval.fusion import fuse, without_strangers
from retrieval.language import detect
from retrieval.lexicon import Lexicon
from retrieval.locator import Locator
from retrieval.near_duplicates import without_near_duplicates
from retrieval.passage import Hit
from retrieval.query import build_query
from tests.conftest import make_evidence

LEXICON = Lexicon(
    ["сайлау\tвыборы\n", "дербес деректер\tперсональные данные\n", "# section\n", "\n"]
)


def hit(document_id, score):
    return Hit(document_id, "checksum", Span(0, 1), Locator(1), score)


def test_scores_of_channels_add_up_by_their_weights():
    rankings = {"lexical": [hit("a", 0.8), hit("b", 0.5)], "dense": [hit("b", 0.9), hit("c", -0.2)]}
    fused = fuse(rankings, {"lexical": 1.0, "dense": 0.5})
    assert [(h.document_id, round(h.score, 3)) for h in fused] == [
        ("b", 0.95),
        ("a", 0.8),
        ("c", 0.0),
    ]


def test_what_is_unlike_the_question_counts_only_where_words_are_shared():
    near = [hit("a", 0.5), hit("b", 0.1), hit("c", 0.1)]
    kept = without_strangers(near, [hit("b", 0.9)], least=0.2)
    assert [h.document_id for h in kept] == ["a", "b"]


@pytest.mark.parametrize(
    ("question", "text", "matched"),
    [
        ("депутаттар", "Құрылтайда депутат отырады.", True),
        ("курылтай", "Құрылтайдың отырысы.", True),
        ("выборы", "Сайлауды өткізу.", True),
        ("персональных данных", "Дербес деректерді қорғау.", True),
        ("145", "бір жүз қырық бес депутат", True),
        ("146", "бір жүз қырық бес депутат", False),
        ("погода", "Сайлауды өткізу.", False),
    ],
)
def test_a_term_is_found_in_the_text_in_any_form(question, text, matched):
    language = Language.KK if "ы" in text else Language.RU
    query = build_query(question, Language.RU if question[0] in "вп" else Language.KK, LEXICON)
    matches = align(query, prepare(text, language))
    assert (min(matches) >= 0.6) is matched


SENTENCES = (
    "Құрылтайдың 145 депутаты бар.",
    "Дербес деректер қорғалады.",
    "Сайлауды бір жүз қырық бес учаске өткізеді.",
    "Деректер ашық.",
    "Құрылтайшылар жиналды.",
)


@pytest.mark.parametrize("question", ["депутатов 145 курултай", "персональные данные", "құрылтай"])
def test_parts_of_a_text_are_aligned_as_if_they_stood_alone(question):
    query = build_query(question, Language.RU, LEXICON)
    starts = [len(" ".join([*SENTENCES[:place], ""])) for place in range(len(SENTENCES))]
    text, aligner = prepare(" ".join(SENTENCES), Language.KK), Aligner(query)
    parts = aligner.align_parts(text, starts, aligner.align(text))
    assert parts == [align(query, prepare(sentence, Language.KK)) for sentence in SENTENCES]
    assert any(map(any, parts))
    assert not all(map(all, parts))


def test_coverage_is_the_weighted_share():
    assert coverage([1.0, 0.0], [3.0, 1.0]) == 0.75
    assert coverage([1.0], [0.0]) == 0.0


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Сколько депутатов?", Expectation.NUMBER),
        ("неше жаста", Expectation.NUMBER),
        ("Qurultaida qansha deputat bar", Expectation.NUMBER),
        ("referendum qashan", Expectation.DATE),
        ("қашан болады", Expectation.DATE),
        ("Кто председатель?", Expectation.PERSON),
        ("Что такое Курултай?", Expectation.ANYTHING),
    ],
)
def test_the_question_word_tells_what_is_expected(question, kind):
    assert expected(build_query(question, detect(question), LEXICON)) is kind


@pytest.mark.parametrize(
    ("sentence", "kind", "held"),
    [
        ("Құрылтайда 145 депутат бар.", Expectation.NUMBER, True),
        ("Құрылтайда депутат бар.", Expectation.NUMBER, False),
        ("Шешім 15 наурызда қабылданады.", Expectation.DATE, True),
        ("Жиынды әкім Марат Сұлтанғазиев ашты.", Expectation.PERSON, True),
        ("Жиынды әкім ашты.", Expectation.PERSON, False),
    ],
)
def test_a_sentence_holds_what_is_expected(sentence, kind, held):
    assert holds(sentence, kind, Language.KK) is held


def test_near_duplicates_are_shown_once():
    first = make_evidence("Коалиция Жамбыл облысына жұмыс сапарымен келді.", Language.KK)
    again = make_evidence(
        "Коалиция Жамбыл облысына жұмыс сапарымен келді, деп хабарлайды BAQ.KZ.", Language.KK
    )
    other = make_evidence("Кездесу Таразда өтті.", Language.KK)
    assert list(without_near_duplicates([first, again, other])) == [first, other]
