import re

import pytest

from bot.answering.grammar import NOT_FOUND, answer_grammar
from bot.answering.splitting import cited_sentences, split_markers

SOURCES = 3
# What the grammar lets through and what it does not, from three sources. The integration tests ask
# llama.cpp the same.
ANSWERS = {
    "the status that nothing was found": NOT_FOUND,
    "a sentence": "Құрылтай 145 депутаттан тұрады. [1]",
    "a sentence on two sources": "Референдум наурызда өтеді. [1][3]",
    "three sentences": "Ол сайланады халықпен. [1] Мерзімі бес жыл болады. [2] Солай ма екен? [3]",
    "a sentence in Russian": "В Курултай изберут 145 депутатов! [2]",
    "a date in digits": "Референдум 15.03.2026 күні өтеді. [1]",
    "a year with its abbreviation": "Референдум 2026 ж. 15 наурызда өтеді. [1]",
    "an article with its abbreviation": "Об этом говорится в ст. 43 и п. 2 проекта. [1]",
    "an abbreviation of two parts": "Депутаттар, сарапшылар т.б. адамдар қатысты. [2]",
    "an abbreviation at the end": "Бұл жоба жарияланған жылы 2026 ж. [2]",
    "initials first": "Қ. К. Тоқаев жарлыққа қол қойды. [1]",
    "initials without a space": "Жарлыққа Қ.К. Тоқаев қол қойды. [1]",
    "initials with a hyphen": "Жарлыққа Қ.-Ж. Тоқаев қол қойды. [1]",
    "a quotation first": "«Құрылтай – халық өкілі», – деді ол. [1]",
    "a quotation with its own full stop": "Ол айтты: «Құрылтай 145 депутаттан тұрады.» [1]",
    "a share and a sum": "Бюджеттің 12,5 %-ы, яғни 3 млрд. теңге бөлінді; №5 құжат (20-бет). [2]",
    "a name in Latin letters": "Бұл туралы BAQ.KZ және KAZINFORM жазды. [3]",
    "300 letters": f"{'а' * 300}. [1]",
}  # fmt: skip
REFUSED = {
    "nothing": "",
    "a sentence without a marker": "Құрылтай 145 депутаттан тұрады.",
    "a marker of a source that is not there": "Құрылтай 145 депутаттан тұрады. [4]",
    "a marker of no source": "Құрылтай 145 депутаттан тұрады. [0]",
    "a marker of two digits": "Құрылтай 145 депутаттан тұрады. [11]",
    "three markers": "Құрылтай 145 депутаттан тұрады. [1][2][3]",
    "a marker inside": "Құрылтай [1] 145 депутаттан тұрады. [1]",
    "a marker before the full stop": "Құрылтай 145 депутаттан тұрады [1].",
    "a second sentence without a marker": "Құрылтай 145 депутаттан тұрады. [1] Бәрі де жақсы болады.",
    "two sentences on one marker": "Құрылтай сайланады. Мерзімі бес жыл болады. [1]",
    "two questions on one marker": "Құрылтай сайланады ма? Мерзімі бес жыл ма? [1]",
    "four sentences": "Бір сөйлем болды. [1] Екі сөйлем болды. [1] Үш сөйлем болды. [1] Төрт сөйлем болды. [1]",
    "words after the status": f"{NOT_FOUND} себебі жоқ",
    "too short": "Иә. [1]",
    "too long": f"{'а' * 301}. [1]",
    "white space only": f"{' ' * 20}. [1]",
    "white space first": " Құрылтай 145 депутаттан тұрады. [1]",
    "white space last": "Құрылтай 145 депутаттан тұрады. [1] ",
    "a line break": "Құрылтай 145\nдепутаттан тұрады. [1]",
    "a tab": "Құрылтай 145\tдепутаттан тұрады. [1]",
    "a control character": "Құрылтай 145\x18 депутаттан тұрады. [1]",
    "a mark that turns the writing round": "Құрылтай \u202e145 депутаттан тұрады. [1]",
    "an invisible space": "Құрылтай 145\u200bдепутаттан тұрады. [1]",
    "markup": "<b>Құрылтай</b> 145 депутаттан тұрады. [1]",
    "a mark of a chat template": "Құрылтай 145 депутаттан <|im_end|> тұрады. [1]",
    "a table": "Құрылтай | 145 | депутаттан тұрады. [1]",
    "Chinese": "议会由一百四十五名议员组成并选举产生. [1]",
    "a picture": "Құрылтай 145 депутаттан тұрады 🗳. [1]",
}  # fmt: skip


def as_expression(grammar):
    """The grammar, which never refers back to itself, as one regular expression."""
    rules = dict(line.split(" ::= ") for line in grammar.splitlines())

    def translate(match):
        token = match[0]
        if token.startswith('"'):
            return re.escape(token[1:-1])
        return f"(?:{expand(rules[token])})" if token in rules else token.strip()

    def expand(rule):
        return re.sub(r'"[^"]*"|\[[^\]]*\]|\{[^}]*\}|\w+|\s+', translate, rule)

    return re.compile(expand(rules["root"]))


@pytest.fixture(scope="module")
def expression():
    return as_expression(answer_grammar(range(1, SOURCES + 1)))


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_let_through(expression, text):
    assert expression.fullmatch(text)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_answer_is_not(expression, text):
    assert not expression.fullmatch(text)


@pytest.mark.parametrize("sources", [1, 2, 5, 9, 10, 12])
def test_just_the_sources_that_exist_can_be_cited(sources):
    expression = as_expression(answer_grammar(range(1, sources + 1)))
    cited = [n for n in range(-1, 30) if expression.fullmatch(f"Бұл бір сөйлем болды. [{n}]")]
    assert cited == list(range(1, sources + 1))


@pytest.mark.parametrize("text", [ANSWERS[name] for name in ANSWERS if ANSWERS[name] != NOT_FOUND])
def test_every_sentence_that_is_let_through_is_read_with_its_markers(text):
    sentences = list(cited_sentences(text))
    assert " ".join(sentences) == text
    assert all(split_markers(sentence)[1] for sentence in sentences)


def test_a_rule_names_only_rules_that_stand_in_the_grammar():
    rules = dict(line.split(" ::= ") for line in answer_grammar(range(1, SOURCES + 1)).splitlines())
    bare = (re.sub(r'"[^"]*"|\[[^\]]*\]|\{[^}]*\}', "", rule) for rule in rules.values())
    assert {name for rule in bare for name in re.findall(r"\w+", rule)} == set(rules) - {"root"}
