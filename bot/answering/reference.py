"""A question that names a place of a law: «43-бап», «ст. 43 п. 1», «статья сорок три»."""

import re
from dataclasses import dataclass

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.stopwords import is_stopword
from retrieval.analysis.transliteration import is_latin, latin_to_cyrillic
from retrieval.analysis.words import words_of

# The words for the parts of a law, as they are typed, folded: in Kazakh, in Russian.
_PARTS = {
    "subpoint": (r"тармакша\w*", r"подпункт\w{0,3}|пп"),
    "point": (r"тармаг\w*|тармак(?!ша)\w{0,5}", r"пункт\w{0,3}|п|част[ьи]?|ч"),
    "article": (r"бап\w*|баб\w*", r"стат(?:ья|ьи|ье|ью|ия|ии|я|и|ю|е)|ст"),
}
_NUMBER = r"(?P<number>\d+(?:-\d+)?)"


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_NUMBER}(?:\)|-[а-я]{{1,3}}(?=\s))?[\s-]*(?:{words})\b")


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})\b[.\s№-]*{_NUMBER}(?!\d)")


# As each language writes it, «43-бап», «статья 43», goes before the other way round.
_WRITTEN = {
    part: (_before(kazakh), _after(russian), _after(kazakh), _before(russian))
    for part, (kazakh, russian) in _PARTS.items()
}
# Words that only ask for the text, folded.
_ASKING = frozenset(
    "корсет корсетши аш ашшы окы окып мазмуны мазмунын матин матини матинин толык текст текста "
    "покажи показать открой прочитай процитируй содержание содержит полный полностью целиком "
    "ата зан занын занда конституция конституции конституциянын конституцияда конституциясы "
    "конституциясынын конституцию рк кр казакстан республикасы республикасынын казахстана "
    "республики республика жана новой новая новую основной основного закон закона говорит гласит "
    "жазылган айтылган айтады дейди нени айта кандай article реттейди реттейтин туралы айтылады "
    "екен билгим билейин келеди кызык тусиндир тусиндирип берши бериниз айтып керек мани магынасы "
    "регулирует чем посвящена описывает рассказывает расскажи расскажите объясни объясните хочу "
    "узнать прочитать почитать нужна дай дайте выведи пожалуйста отинемин суть смысл".split()
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place of a law by the law's own numbers; `others` are the words that name no part of it."""

    article: str
    point: str = ""
    subpoint: str = ""
    others: tuple[str, ...] = ()


def parse_reference(text: str, language: Language) -> Reference | None:
    """Read the place that a question names; None where it names none."""
    written = _spelled_as_digits(text, language)
    numbers: dict[str, str] = {}
    for part, patterns in _WRITTEN.items():
        match = next(filter(None, (pattern.search(written) for pattern in patterns)), None)
        if match:
            numbers[part] = match["number"]
            written = f"{written[: match.start()]} {written[match.end() :]}"
    if "article" not in numbers:
        return None
    others = (word.text for word in words_of(written))
    return Reference(**numbers, others=tuple(word for word in others if not _only_asks(word)))


def _spelled_as_digits(text: str, language: Language) -> str:
    """Fold a text, its number words written in digits: «статья сорок три» → «статья 43»."""
    folded = fold(re.sub(r"[^\W\d_]+", lambda word: _reading(word[0]), text))
    for numeral in reversed(numerals_of(folded, language)):
        said = folded[numeral.start : numeral.end]
        if not any(map(str.isdecimal, said)):
            folded = f"{folded[: numeral.start]}{numeral.value}{folded[numeral.end :]}"
    return folded


def _reading(word: str) -> str:
    return latin_to_cyrillic(word) if is_latin(word) else word


def _only_asks(word: str) -> bool:
    return is_stopword(word) or word in _ASKING
