"""A light stemmer of Kazakh.

Endings come off from the outside in: person, case, possession, plural; then tense and mood, the
passive, and the -у of the verbal noun. An ending comes off only where it could have been put on:
after the letters that call for this form of it (депутат-тан, but заң-нан), and in vowel harmony. A
root keeps at least three letters and a vowel. In words typed without Kazakh letters
(«казакстаннын») the same endings are looked for in folded letters, and harmony is not asked for.

Source: any school grammar of Kazakh (көптік, тәуелдік, септік, жіктік жалғаулары; буын үндестігі,
дыбыс үндестігі).
"""

from functools import lru_cache
from typing import NamedTuple

from retrieval.analysis.folding import KAZAKH_LETTERS, fold

_BACK, _FRONT, _NEUTRAL = "аоұыяё", "әөүіеэ", "иую"
_VOWELS = _BACK + _FRONT + _NEUTRAL
_VOICELESS = "пфкқтсшщчцхһбвгғд"
_NASALS, _SIBILANTS, _SONORANTS = "мнң", "зж", "рлйу"
_VOICED = _SONORANTS + _NASALS + _SIBILANTS
_CONSONANTS = _VOICELESS + _VOICED
_NARROW = "ыі"
_ANY = _VOWELS + _CONSONANTS

# Each layer: endings, and the letters of which one must stand before them.
_PERSON = {
    "мын мін мыз міз": _VOWELS + _SONORANTS + _NASALS,
    "бын бін быз біз": _SIBILANTS,
    "пын пін пыз піз": _VOICELESS,
    "сың сің сыз сіз сыңдар сіңдер сыздар сіздер": _ANY,
}
_CASE = {
    "ның нің": _VOWELS + _NASALS, "дың дің": _SONORANTS + _SIBILANTS, "тың тің": _VOICELESS,
    "ны ні": _VOWELS, "ды ді": _VOICED, "ты ті": _VOICELESS,
    "ға ге": _VOWELS + _VOICED, "қа ке": _VOICELESS, "на не нда нде": _NARROW,
    "да де дағы дегі дай дей": _VOWELS + _VOICED, "та те тағы тегі тай тей": _VOICELESS,
    "ндағы ндегі": _NARROW, "дан ден": _VOWELS + _SONORANTS + _SIBILANTS, "тан тен": _VOICELESS,
    "нан нен": _NASALS + _NARROW, "мен менен": _VOWELS + _VOICED, "бен бенен": _SIBILANTS,
    "пен пенен": _VOICELESS, "нікі": _VOWELS + _NASALS, "дікі": _VOICED, "тікі": _VOICELESS,
}  # fmt: skip
_POSSESSION = {
    "ы і ымыз іміз ыңыз іңіз": _CONSONANTS,
    "сы сі мыз міз ңыз ңіз": _VOWELS,
}
_ACCUSATIVE = {"н": _NARROW}
_PLURAL = {"лар лер": _VOWELS + "рйу", "дар дер": "лмнңзж", "тар тер": _VOICELESS}
_TENSE = {
    "йды йді йтын йтін": _VOWELS, "ады еді атын етін": _CONSONANTS,
    "ды ді дым дім": _VOWELS + _VOICED, "ты ті тым тім": _VOICELESS,
    "ған ген": _VOWELS + _VOICED, "қан кен": _VOICELESS,
    "са се": _ANY, "ып іп": _CONSONANTS,
    "мақ мек": _VOWELS + _SONORANTS + _NASALS, "бақ бек": _SIBILANTS, "пақ пек": _VOICELESS,
    "майды мейді маған меген мас мес май мей мау меу": _VOWELS + _SONORANTS + _NASALS,
    "байды бейді баған беген бас бес бай бей бау беу": _SIBILANTS + _NASALS,
    "пайды пейді паған пеген пас пес пай пей пау пеу": _VOICELESS,
}  # fmt: skip
_PASSIVE = {"ыл іл ын ін": _CONSONANTS, "л н": "аәеы"}
_UNHARMONIC = frozenset("мен менен бен бенен пен пенен нікі дікі тікі".split())

# A narrow vowel of the last syllable falls out before an ending: халық – халқы, орын – орны.
_SYNCOPE = dict(
    pair.split(":")
    for pair in "халық:халқ орын:орн мойын:мойн ауыз:ауз ерін:ерн көңіл:көңл дауыс:даус "
    "қырық:қырқ қарын:қарн мүлік:мүлк бөрік:бөрк ғұрып:ғұрп құлық:құлқ ырық:ырқ".split()
)
# Bare lemmas that look as if they had an ending, and nouns in -ас, -ес before -ы, -і.
_WHOLE = frozenset(
    "төраға астана адам отан орган жоба мақсат мекен әкімші бүгін кейін алтын жақын "
    "келісім ұсыныс сана дана мағына айна арна тоғай шағын ақын ауыл жасыл үшін мүмкін қазан "
    "балаң орда елорда сауда пайда алаң жаға ереже мереке "
    "қазақстан өзбекстан тәжікстан қырғызстан түрікменстан ауғанстан үндістан пәкістан түркістан "
    "дағыстан татарстан башқұртстан моңғолстан".split()
)
_ROOTS_BEFORE_S = frozenset("кеңе үле еле тала мере отанда замана егіне әңгімеле".split())
_DEVOICED = {"ғ": "қ", "г": "к", "б": "п"}
_SHORTEST_ROOT = 3
_SHORTEST_WITH_BARE_ENDING = 6


class _Layer(NamedTuple):
    """Endings by their text, each with the letters that may stand before it; the longest first."""

    lengths: tuple[int, ...]
    endings: dict[str, frozenset[str]]


def _layer(table: dict[str, str], *, folded: bool = False) -> _Layer:
    shaped = fold if folded else str
    endings: dict[str, frozenset[str]] = {}
    for those, after in table.items():
        for ending in map(shaped, those.split()):
            endings[ending] = endings.get(ending, frozenset()) | frozenset(shaped(after))
    return _Layer(tuple(sorted({len(ending) for ending in endings}, reverse=True)), endings)


_NOUN = (_PERSON, _CASE, _ACCUSATIVE, _POSSESSION, _PLURAL)


class _Alphabet(NamedTuple):
    """The tables in one spelling: with Kazakh letters, or folded."""

    noun: tuple[_Layer, ...]
    tense: _Layer
    passive: _Layer
    whole: frozenset[str]
    roots_before_s: frozenset[str]
    syncope: dict[str, str]
    harmonic: bool


_SPELLED = _Alphabet(
    tuple(map(_layer, _NOUN)), _layer(_TENSE), _layer(_PASSIVE), _WHOLE, _ROOTS_BEFORE_S,
    _SYNCOPE, harmonic=True,
)  # fmt: skip
_FOLDED = _Alphabet(
    tuple(_layer(table, folded=True) for table in _NOUN),
    _layer(_TENSE, folded=True),
    _layer(_PASSIVE, folded=True),
    frozenset(map(fold, _WHOLE)),
    frozenset(map(fold, _ROOTS_BEFORE_S)),
    {fold(word): fold(stem) for word, stem in _SYNCOPE.items()},
    harmonic=False,
)


@lru_cache(maxsize=200_000)
def stem_kazakh(word: str) -> str:
    """Return the stem of a lower-case Kazakh word, spelled with or without Kazakh letters."""
    alphabet = _FOLDED if KAZAKH_LETTERS.isdisjoint(word) else _SPELLED
    noun = word
    for layer in alphabet.noun:
        noun = _strip(noun, layer, alphabet)
    verb = min(_verb_stem(word, alphabet), _verb_stem(noun, alphabet), key=len)
    stem = verb if len(verb) < len(noun) else noun
    return alphabet.syncope.get(stem, stem)


def _verb_stem(word: str, alphabet: _Alphabet) -> str:
    """Take off tense and mood, the passive, and the -у of the verbal noun."""
    if word in alphabet.whole:
        return word
    stem = _strip(word, alphabet.tense, alphabet)
    if stem.endswith("у") and _is_root(stem[:-1]):
        stem = stem[:-1]
    if stem == word:
        return word
    active = _strip(stem, alphabet.passive, alphabet)
    return active if len(active) > _SHORTEST_ROOT else stem


def _strip(word: str, layer: _Layer, alphabet: _Alphabet) -> str:
    """Take the longest ending of a layer off that could have been put on; none off a whole word."""
    if word in alphabet.whole:
        return word
    for length in layer.lengths:
        root, ending = word[:-length], word[-length:]
        after = layer.endings.get(ending)
        if after and root and root[-1] in after and _takes(root, ending, alphabet):
            return _devoiced(root) if ending[0] in _NARROW + "и" else root
    return word


def _takes(root: str, ending: str, alphabet: _Alphabet) -> bool:
    return (
        _is_root(root)
        and not _is_excepted(root, ending, alphabet)
        and (not alphabet.harmonic or _in_harmony(root, ending))
    )


def _is_root(root: str) -> bool:
    return len(root) >= _SHORTEST_ROOT and any(letter in _VOWELS for letter in root)


def _is_excepted(root: str, ending: str, alphabet: _Alphabet) -> bool:
    """Endings that the letters allow, but the word does not."""
    if ending == "н":  # «жобасы-н», but not «жақын»
        return len(root) + 1 < _SHORTEST_WITH_BARE_ENDING
    if ending in ("сы", "сі", "си"):  # «жұмыс-ы», «кеңес-і», but «басшы-сы», «төраға-сы»
        narrow = root[-1] in "ыіи" and root[-2] not in "шжқк"
        return narrow or root in alphabet.roots_before_s
    if ending in ("ы", "і", "и"):  # «басшы», «сайлаушы», «зейнетақы» are whole
        agent = root[-1] == "ш" and (root[-2] not in _VOWELS or root[-2] == "у")
        return agent or (root[-1] in "қк" and root[-2] in _VOWELS)
    if ending in ("ады", "еді", "атын", "етін", "еди", "етин"):  # «қабылда-ды»
        return root[-1] in "дл" and root[-2] not in _VOWELS
    return False


def _in_harmony(root: str, ending: str) -> bool:
    """Whether the ending's vowels go with the root's last vowel; и, у, ю go with all."""
    last = next((letter for letter in reversed(root) if letter in _VOWELS), "")
    if ending in _UNHARMONIC or last in _NEUTRAL:
        return True
    against = _BACK if last in _FRONT else _FRONT
    return all(letter not in against for letter in ending)


def _devoiced(root: str) -> str:
    """Құқығ(ы) → құқық, кітаб(ы) → кітап: before a vowel the last consonant had become voiced."""
    return root[:-1] + _DEVOICED.get(root[-1], root[-1])
