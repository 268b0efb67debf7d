"""What an honest writer makes of a source stands; what the source does not say is cut."""

from pathlib import Path

import pytest

from bot.answer import Cut, Delta
from bot.answering.grounding import Grounding
from bot.answering.polarity import clauses_of, is_negative
from corpus.document import Language
from retrieval.lexicon import load_lexicon
from tests.conftest import ROOT, make_evidence

TABLES = ROOT / "tests" / "quality" / "verification"
KK, RU = Language


def cases(file: Path):
    """Yield the lines of a table: languages of source and sentence, both texts, the kind."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            source_language, language, source, sentence, *kind = line.split("\t")
            yield Language(source_language), Language(language), source, sentence, *kind


HONEST = list(cases(TABLES / "honest.tsv"))
DISHONEST = list(cases(TABLES / "dishonest.tsv"))
# Half of its words are the source's own: the share of words alone cannot tell.
HALF_TRUE = {"Прокуратура ежегодно отчитывается перед телезрителями."}


def verify(source_language, language, source, sentence):
    evidence = [make_evidence(source, source_language)]
    return Grounding(language, evidence, load_lexicon()).verify(f"{sentence} [1]")


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case[3])
def test_what_an_honest_writer_makes_of_a_source_stands(case):
    assert isinstance(verify(*case), Delta)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case[4]}: {case[3]}",
            marks=[pytest.mark.xfail(strict=True)] if case[3] in HALF_TRUE else [],
        )
        for case in DISHONEST
    ],
)
def test_what_the_source_does_not_say_is_cut(case):
    verdict = verify(*case[:4])
    assert isinstance(verdict, Cut)
    assert verdict.reason in {"cut-unsupported", "cut-negation", "cut-number", "cut-name"}


def test_the_tables_hold_both_languages_and_both_ways_across():
    for table in (HONEST, DISHONEST):
        pairs = [(case[0], case[1]) for case in table]
        assert len(table) >= 60
        assert all(pairs.count(pair) >= 7 for pair in [(KK, KK), (RU, RU), (KK, RU), (RU, KK)])


@pytest.mark.parametrize(
    ("clause", "language", "negative"),
    [
        ("Азамат төлқұжатын тапсырмайды", KK, True),
        ("ол депутат бола алмайды", KK, True),
        ("заң қабылданбады", KK, True),
        ("бұған жол берілмейді", KK, True),
        ("міндетті емес", KK, True),
        ("құқығы жоқ", KK, True),
        ("ешкім қинауға тиіс емес", KK, True),
        ("құруға болмайды", KK, True),
        ("қатысуға тыйым салынады", KK, True),
        ("қатысуға тыйым салынбайды", KK, False),
        ("депутаттар саны көбейді", KK, False),
        ("жоба табады", KK, False),
        ("осы тармақ бойынша", KK, False),
        ("40 жастан кем емес азамат", KK, False),
        ("заң қабылданды", KK, False),
        ("бағдарламаны бекітеді", KK, False),
        ("депутат не вправе", RU, True),
        ("этого нельзя делать", RU, True),
        ("никто не может", RU, True),
        ("прав у него нет", RU, True),
        ("пытки недопустимы", RU, True),
        ("пропаганда запрещается", RU, True),
        ("пропаганда не запрещается", RU, False),
        ("не моложе сорока лет", RU, False),
        ("не менее двух третей", RU, False),
        ("не только Президент", RU, False),
        ("депутат вправе", RU, False),
        ("независимый суд", RU, False),
        ("неприкосновенность жилища", RU, False),
    ],
)
def test_a_clause_affirms_or_denies(clause, language, negative):
    assert is_negative(clause, language) is negative


def test_clauses_end_at_punctuation_and_where_the_thought_turns():
    text = "Ол сайлайды, бірақ тағайындамайды; құқығы бар."
    assert clauses_of(text) == ["Ол сайлайды", "тағайындамайды", "құқығы бар."]
