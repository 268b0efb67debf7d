"""The facts of a sentence: numbers, dates and names, which must stand in what it cites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.splitting import without_markers
from corpus.document import Language
from retrieval.alignment import Text, align, prepare
from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import shared_beginning
from retrieval.analysis.numerals import numerals_of
from retrieval.lexicon import Lexicon
from retrieval.query import Query, Term, build_query

# How surely a name of the answer must be found in what it cites (see retrieval.alignment).
_NAME_LIKENESS = 0.6
CAPITALS = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_NAME = re.compile(rf"(?<!^)(?<![.!?…] )\b[{CAPITALS}][\w’'-]*\w")
# At the beginning of a sentence every word has a capital: there a name is known by its ending,
# in any case form («Кошановым», «Қошановтың»), and by the lexicon's not knowing the word.
_OPENING = re.compile(
    rf"(?:^|(?<=[.!?…] ))[{CAPITALS}][\w’'-]+?(?:[оеё]в|[иы]н|ұлы|қызы|улы|кызы)"
    r"(?:а|у|ым|ом|ой|е|[тдн][ыі]ң|[тдн][ыі]|[ғгқк][ае]|[тдн][ае]н?|[мбп]ен)?\b"
)
# «Сұлтанов», «Ахметовтің»: no Kazakh word ends so but a surname, known to the lexicon or not.
_SURNAME = re.compile(r"[оеё]в(?:[тдн][ыі]ң|[тдн][ыі]|[ғгқк][ае]|[тдн][ае]н?|[мбп]ен)?$")
_CAPITALISED = re.compile(rf"\b[{CAPITALS}]\w+")
_VOWELS = str.maketrans(dict.fromkeys("аеиоуыэюяй"))
# Consonants that two spellings of a name share at least, and that an ending may have.
_LEAST, _MOST = 4, 2
_MONTH = re.compile(
    r"\b(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
    r"|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or a name of an answer; `reason` is the message for its sentence being cut."""

    reason: str
    number: int | None = None
    name: Query | None = None

    def stands_in(self, text: str, language: Language) -> bool:
        """Whether a text of that language says it; its footnote marks are no numbers."""
        words = without_markers(text)
        prepared: Text = prepare(words, language)
        if self.name is None:
            return self.number in prepared.numbers
        likeness = min(align(self.name, prepared), default=1.0)
        return likeness >= _NAME_LIKENESS or _is_spelled_in(words, self.name.text)


def facts_of(text: str, language: Language, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield the facts of a text in that language, the numbers first.

    «Один», «бір» are no number: both languages use them as an article.
    """
    for numeral in numerals_of(text, language):
        if numeral.value != 1 or text[numeral.start].isdigit():
            yield Fact("cut-number", number=numeral.value)
    for match in (*_NAME.finditer(text), *_MONTH.finditer(text)):
        yield Fact("cut-name", name=build_query(match[0], language, lexicon))
    for match in _OPENING.finditer(text):
        name = build_query(match[0], language, lexicon)
        is_russian = language is Language.KK and _SURNAME.search(match[0])
        if is_russian or all(_is_unknown(term) for term in name.terms):
            yield Fact("cut-name", name=name)


def without_facts(text: str, language: Language) -> str:
    """What a text says beside its numbers, dates and names."""
    for numeral in reversed(numerals_of(text, language)):
        text = f"{text[: numeral.start]} {text[numeral.end :]}"
    return _MONTH.sub(" ", _NAME.sub(" ", text))


def _is_unknown(term: Term) -> bool:
    """Whether the lexicon does not know a word that stands at the beginning of a sentence."""
    return term.is_content and len(term.variants) == term.typed


def _is_spelled_in(text: str, name: str) -> bool:
    """Whether a name stands in a text in the other language's spelling: its consonants are those.

    «Төреғалиев», «Турегалиевым»: vowels change with the language, endings with the case.
    """
    ours = _consonants(name)
    candidates = (_consonants(match[0]) for match in _CAPITALISED.finditer(text))
    return any(
        shared_beginning(ours, theirs) >= max(_LEAST, len(ours) - _MOST, len(theirs) - _MOST)
        for theirs in candidates
    )


def _consonants(word: str) -> str:
    return fold(word).translate(_VOWELS)
