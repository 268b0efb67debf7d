"""A light stemmer of Kazakh.

Endings come off from the outside in: person, case, possession, plural for nouns; tense, mood and
person for verbs, and the -у of the verbal noun. A root keeps at least three letters and a vowel.
Words spelled with Kazakh letters obey vowel harmony; in words typed without them («казакстаннын»)
the same endings are looked for in folded letters.

Source of the endings: any school grammar of Kazakh (септік, тәуелдік, көптік, жіктік жалғаулары).
"""

from functools import lru_cache

from retrieval.analysis.folding import KAZAKH_LETTERS, fold

_BACK = frozenset("аоұыяё")
_FRONT = frozenset("әөүіеэ")
_VOWELS = _BACK | _FRONT | frozenset("иуюө")
_SHORTEST_ROOT = 3

_PERSON = (
    "мын мін бын бін пын пін сың сің сыз сіз мыз міз быз біз пыз піз сыңдар сіңдер сыздар сіздер"
)
_CASE = (
    "ның нің дың дің тың тің ға ге қа ке ны ні ды ді ты ті да де та те нда нде дан ден тан тен "
    "нан нен мен бен пен менен бенен пенен ндағы ндегі дағы дегі тағы тегі нікі дікі тікі "
    "дай дей тай тей"
)
_POSSESSION = (
    "ымыз іміз мыз міз ыңыз іңіз ңыз ңіз лары лері дары дері тары тері сы сі ы і ым ім ың ің "
    "ын ін сын сін сына сіне ына іне на не ларын лерін дарын дерін тарын терін "
    "ларына леріне дарына деріне тарына теріне"
)
_PLURAL = "лар лер дар дер тар тер"
_VERB = (
    "йды йді ады еді йтын йтін атын етін ған ген қан кен ғаны гені қаны кені ғанда генде қанда "
    "кенде ды ді ты ті дым дім тым тім дық дік тық тік ып іп са се мақ мек бақ бек пақ пек "
    "майды мейді байды бейді пайды пейді маған меген баған беген паған пеген мау меу бау беу пау "
    "пеу мас мес бас бес пас пес уға уге уды уді удың удің уда уде удан уден уы уі уын уін "
    "уына уіне улар улер атындай етіндей сын сін йік йық айық ейік ғандар гендер қандар кендер "
    "йтындар атындар етіндер йтіндер йсың йсің асың есің ймын ймін амын емін ймыз йміз амыз еміз "
    "аймын еймін май мей бай бей пай пей"
)
# A narrow vowel of the last syllable falls out before an ending: халық – халқы, орын – орны.
_SYNCOPE = {
    "халық": "халқ", "орын": "орн", "мойын": "мойн", "ауыз": "ауз", "ерін": "ерн",
    "көңіл": "көңл", "дауыс": "даус", "қырық": "қырқ", "құлық": "құлқ", "қарын": "қарн",
    "көрік": "көрк", "ырық": "ырқ", "мүлік": "мүлк", "бөрік": "бөрк", "ғұрып": "ғұрп",
    "пейіл": "пейл", "ойын": "ойн",
}  # fmt: skip
_PASSIVE = ("ыл", "іл", "ил")
_ROOTS_IN_Y = frozenset("шы ші ши жы жі жи қы кі кы ки".split())
_VOICELESS = {"ғ": "қ", "г": "к", "б": "п"}


def _table(endings: str) -> tuple[str, ...]:
    return tuple(sorted(endings.split(), key=len, reverse=True))


_TABLES = tuple(map(_table, (_PERSON, _CASE, _POSSESSION, _PLURAL, _VERB)))
_FOLDED_TABLES = tuple(_table(" ".join({fold(e) for e in table})) for table in _TABLES)
_FOLDED_SYNCOPE = {fold(word): fold(stem) for word, stem in _SYNCOPE.items()}


@lru_cache(maxsize=200_000)
def stem_kazakh(word: str) -> str:
    """Return the stem of a lower-case Kazakh word, spelled with or without Kazakh letters."""
    folded = KAZAKH_LETTERS.isdisjoint(word)
    *noun_tables, verb_table = _FOLDED_TABLES if folded else _TABLES
    noun = word
    for table in noun_tables:
        noun = _strip(noun, table, harmonic=not folded)
    verb = _verb_stem(word, verb_table, harmonic=not folded)
    stem = verb if len(verb) < len(noun) else noun
    return (_FOLDED_SYNCOPE if folded else _SYNCOPE).get(stem, stem)


def _verb_stem(word: str, endings: tuple[str, ...], *, harmonic: bool) -> str:
    """Take off tense and person or the -у of the verbal noun, then the passive -ыл, -іл."""
    stem = _strip(word, endings, harmonic=harmonic)
    if stem.endswith("у") and _is_root(stem[:-1]):
        stem = stem[:-1]
    passive = stem != word and stem.endswith(_PASSIVE) and _is_root(stem[:-2])
    return stem[:-2] if passive else stem


def _strip(word: str, endings: tuple[str, ...], *, harmonic: bool) -> str:
    for ending in endings:
        if word.endswith(ending):
            root = word[: -len(ending)]
            if (
                _is_root(root)
                and _joins(root, ending)
                and (not harmonic or _in_harmony(root, ending))
            ):
                return _devoiced(root) if ending[0] in _VOWELS else root
    return word


def _joins(root: str, ending: str) -> bool:
    """Whether -сы may follow: «жұмысы» is жұмыс-ы, «төрағасы» төраға-сы, «басшысы» басшы-сы."""
    if not ending.startswith(("сы", "сі", "си")):
        return True
    return root[-1] in _VOWELS and (root[-1] not in "ыіи" or root[-2:] in _ROOTS_IN_Y)


def _is_root(root: str) -> bool:
    return len(root) >= _SHORTEST_ROOT and not _VOWELS.isdisjoint(root)


def _in_harmony(root: str, ending: str) -> bool:
    """Whether the ending's vowels go with the root's last vowel; и, у, ю go with all."""
    front = not _FRONT.isdisjoint(ending)
    back = not _BACK.isdisjoint(ending)
    last = next((letter for letter in reversed(root) if letter in _BACK | _FRONT), None)
    return last is None or not (back if last in _FRONT else front)


def _devoiced(root: str) -> str:
    """Құқығ(ы) → құқық, кітаб(ы) → кітап: before a vowel the last consonant had become voiced."""
    return root[:-1] + _VOICELESS.get(root[-1], root[-1])
