"""Checks the training texts: `python -m retrieval.training.check [FILE…]`.

Tells of lines that break a rule: a malformed record, an id or a text that comes twice (letters
folded, the same stems), numbers that are not the same in both languages, a text in another
language than it says, or typed in another way. With FILEs, only of lines in them. Then it counts
what there is, by language and by how it is typed.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from corpus.document import Language
from retrieval.analysis.folding import KAZAKH_LETTERS
from retrieval.analysis.numerals import numerals_of
from retrieval.analysis.stemming import stem
from retrieval.analysis.transliteration import is_latin
from retrieval.analysis.words import words_of
from retrieval.language import detect
from retrieval.training.texts import (
    DATA,
    Asked,
    Parallel,
    Paraphrases,
    Place,
    Questioned,
    Text,
    TextError,
    Typed,
    parse_text,
    read_records,
)

# Number words that idioms are full of («екі жақты», «двойной»), or that have another meaning
# («жүз», a face; «тоқсан», a quarter). In digits they count.
_LIGHT_NUMBERS = frozenset(range(13)) | {90, 100, 1000}
# Words. In what is shorter the language may not show.
_LEAST_TO_TELL = 5
_LEAST_PLAIN = 0.6
_ZEROS = {"мың": 3, "тыс": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9}
_FRACTION = re.compile(rf"(\d+)[.,](\d{{1,3}})\s*({'|'.join(_ZEROS)})\w*")


class Problem(NamedTuple):
    """A line that breaks a rule."""

    place: Place
    rule: str
    text: str = ""


def check(folder: Path = DATA) -> Iterator[Problem]:
    """Yield every line of a folder that breaks a rule, once for each rule."""
    seen: dict[object, Place] = {}
    for place, line in read_records(folder):
        try:
            text = parse_text(place, line)
        except TextError as error:
            yield Problem(place, str(error).partition(": ")[2])
            continue
        yield from _repeated(text, place, seen)
        yield from (Problem(place, rule, told) for rule, told in _unfit(text))


def _repeated(text: Text, place: Place, seen: dict[object, Place]) -> Iterator[Problem]:
    if text.id in seen:
        yield Problem(place, f"the id of {_named(seen[text.id])}", text.id)
    seen.setdefault(text.id, place)
    for language, sentence in sentences(text):
        key = (type(text), frozenset(_stems(sentence, language)))
        if key in seen:
            yield Problem(place, f"says what {_named(seen[key])} says", sentence)
        seen.setdefault(key, place)


def sentences(text: Text) -> Iterator[tuple[Language, str]]:
    """The texts of a record that none other may repeat."""
    match text:
        case Parallel():
            yield from ((Language.KK, text.kk), (Language.RU, text.ru))
        case Questioned():
            yield text.language, text.passage
        case Paraphrases():
            yield from ((text.language, one) for one in text.texts)


def _stems(sentence: str, language: Language) -> Iterator[str]:
    return (stem(word.text, language) for word in words_of(sentence))


def _unfit(text: Text) -> Iterator[tuple[str, str]]:
    match text:
        case Parallel():
            if missing := _unmatched_numbers(text.kk, text.ru):
                yield f"numbers disagree: {missing}", f"{text.kk} = {text.ru}"
        case Questioned():
            for asked in text.questions:
                yield from ((rule, asked.text) for rule in _mistyped(asked))
    for language, sentence in sentences(text):
        if not _is_in(language, sentence):
            yield f"not in {language}", sentence


def _unmatched_numbers(kk: str, ru: str) -> list[int]:
    """Numbers that only one of two texts says.

    In words, they count where the other text says another in its turn: «больше половины» needs no
    number where the Kazakh has «елу пайыздан астам».
    """
    ours, theirs = _numbers(kk, Language.KK), _numbers(ru, Language.RU)
    only = [_but(ours, theirs), _but(theirs, ours)]
    alone = only[0] | only[1]
    return sorted(alone) if all(only) or any(alone.values()) else []


def _but(some: dict[int, bool], others: dict[int, bool]) -> dict[int, bool]:
    """The numbers that others lack; light ones count where they stand in digits."""
    return {
        number: in_digits
        for number, in_digits in some.items()
        if number not in others and (in_digits or number not in _LIGHT_NUMBERS)
    }


def _numbers(text: str, language: Language) -> dict[int, bool]:
    """The numbers of a text, each with whether it is written in digits."""
    plain = _FRACTION.sub(_whole, text)
    found = numerals_of(plain, language)
    return {one.value: plain[one.start].isdecimal() for one in found}


def _whole(fraction: re.Match[str]) -> str:
    """«2,7 млн» → «2700000»."""
    zeros = next(count for word, count in _ZEROS.items() if fraction[3].startswith(word))
    return f"{fraction[1]}{fraction[2]:0<{zeros}}"


def _mistyped(asked: Asked) -> Iterator[str]:
    latin = [is_latin(word.text) for word in words_of(asked.text)]
    kazakh = not KAZAKH_LETTERS.isdisjoint(asked.text.lower())
    match asked.typed:
        case Typed.LATIN if not latin or sum(latin) < len(latin) / 2:
            yield "not in Latin letters"
        case Typed.NO_KAZAKH_LETTERS if kazakh:
            yield "with Kazakh letters"
        case Typed.PLAIN if not _is_in(asked.language, asked.text):
            yield f"not in {asked.language}"


def _is_in(language: Language, sentence: str) -> bool:
    """Whether a text is in a language, or too short to tell; Kazakh names may stand in Russian."""
    words = [word.text for word in words_of(sentence)]
    if language is Language.RU:
        plain = [word for word in words if KAZAKH_LETTERS.isdisjoint(word.lower())]
        words = plain if len(plain) > len(words) * _LEAST_PLAIN else words
    return len(words) < _LEAST_TO_TELL or detect(" ".join(words)) is language


def _named(place: Place) -> str:
    return f"{place[0].name}:{place[1]}"


def summarise(texts: Iterable[Text]) -> Iterator[str]:
    """Say how much there is of what, a line each."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_counted(text))
    yield from (f"{name}: {count}" for name, count in sorted(counts.items()))


def _counted(text: Text) -> Iterator[str]:
    match text:
        case Parallel():
            yield "parallel sentences"
        case Paraphrases():
            yield f"paraphrase groups, {text.language}"
        case Questioned():
            yield f"passages, {text.language}"
            for asked in text.questions:
                yield f"questions, {asked.language} to {text.language}"
                yield f"questions, typed {asked.typed}"


def main(names: Sequence[str]) -> int:
    """Print the problems of the files of those names, or of all, and the counts."""
    wanted = {Path(name).name for name in names}
    problems = [one for one in check() if not wanted or one.place[0].name in wanted]
    for problem in problems:
        print(f"{_named(problem.place)}: {problem.rule}\n    {problem.text}")
    print("\n".join(summarise(_sound())))
    return int(bool(problems))


def _sound() -> Iterator[Text]:
    for record in read_records():
        with suppress(TextError):
            yield parse_text(*record)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
