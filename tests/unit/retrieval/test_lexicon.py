from retrieval.lexicon import Lexicon, load_lexicon
from retrieval.lexicon.check import check
from retrieval.lexicon.expansion import GROUPS


def phrases(lexicon, *words):
    return {" ".join(expansion.phrase) for expansion in lexicon.expand(words)}


def test_every_member_of_a_line_stands_for_the_others():
    lexicon = Lexicon(["неше | қанша\tсколько\n"])
    assert phrases(lexicon, "сколько") == {"неше", "қанша"}
    assert phrases(lexicon, "қанша") == {"неше", "сколько"}


def test_a_word_is_found_in_any_form():
    lexicon = Lexicon(["азаматтық\tгражданство\n", "құқық\tправо\n"])
    assert phrases(lexicon, "гражданства") == {"азаматтық"}
    assert phrases(lexicon, "құқығы") == {"право"}
    assert phrases(lexicon, "кукыгы") == {"право"}


def test_a_phrase_is_found_as_one():
    lexicon = Lexicon(["халық кеңесі\tнародный совет\n"])
    (expansion,) = lexicon.expand(["о", "народном", "совете"])
    assert (expansion.first, expansion.last, expansion.phrase) == (1, 2, ("халық", "кеңесі"))
    assert phrases(lexicon, "народном") == set()


def test_a_hyphen_parts_words():
    lexicon = Lexicon(["ата-ана\tродители\n"])
    assert phrases(lexicon, "ата", "ана") == {"родители"}


def test_an_unknown_word_has_no_other_names():
    assert phrases(Lexicon(["су\tвода\n"]), "огонь") == set()


def test_the_lexicon_of_the_package_keeps_its_rules():
    assert list(check(sorted(GROUPS.glob("*.tsv")))) == []


def test_the_lexicon_holds_at_least_eight_thousand_concepts():
    assert len(load_lexicon()) >= 8000


def test_the_checker_tells_what_breaks_the_rules(tmp_path):
    file = tmp_path / "bad.tsv"
    lines = [
        "заң\tзакон",
        "заң\tзакон",
        "бір баған",
        "кітап | кітабы\tкнига",
        "сан 5\tчисло",
        "сөз\tсөз",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    rules = {(problem.place, problem.rule.split(":")[0]) for problem in check([file])}
    assert ("bad.tsv:2", "repeat") in rules
    assert ("bad.tsv:3", "not two columns") in rules
    assert ("bad.tsv:4", "circle") in rules
    assert ("bad.tsv:5", "no lemma or phrase of four words") in rules
    assert ("bad.tsv:6", "Kazakh letters in the Russian column") in rules


def test_a_word_of_which_folding_leaves_nothing_has_no_other_names():
    lexicon = load_lexicon()
    assert lexicon.expand(["ь"]) == []
    assert lexicon.languages_of("ь") == frozenset()
