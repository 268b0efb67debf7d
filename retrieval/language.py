"""In which of the two languages a question is asked, however it is typed."""

import re
from functools import lru_cache

from corpus.document import Language
from retrieval.analysis.folding import KAZAKH_LETTERS, fold
from retrieval.analysis.transliteration import arabic_to_cyrillic, is_latin, latin_to_cyrillic
from retrieval.analysis.words import words_of
from retrieval.lexicon import load_lexicon

# Words that carry no subject but give the language away, folded. They weigh most: «Что такое
# Құрылтай?» is Russian although its only subject is Kazakh.
_RUSSIAN_WORDS = frozenset(
    "а без бы был была были было быть в вам вас ваш во вот все всех где да для до его ее если есть "
    "еще ж же за и из или им их к как какая какие какими каких какого какое какой каком какому "
    "какую ко когда кого кому который которая которые которых кто куда ли либо меня мне может "
    "можно мы на над надо нам нас наш нашей нет них но ну нужно о об один он она они оно от "
    "откуда очень по под после почему при про раз с сам сейчас сколько скольки со так такой такое "
    "такая такие там те тебе тем то того тоже только том тот ты у уже чего чем через что чтобы чья "
    "чей эта эти этих это этого этой этом этот я будет будут кем чему стране году году лет теперь "
    "зачем ваше скажи расскажи ответь напиши объясни дай почем "
    "ст пп пункт подпункт статья статью статье статьи".split()
)
_KAZAKH_WORDS = frozenset(
    "ал ана аны арасында барлык бар баска бир биз бойынша болады болса болмайды болды болып болу "
    "бол бола бул бугин гана гой дейин деген деп ел ен енди ете жайлы жане жок жылы жылгы керек "
    "кашан кай кайда кайдан кайтип калай канша каншадан кандай кез келеди кейин ким кимге кимдер "
    "кимнин кимди ма ме маган мен менен менин мына неге неден нелер нени ненин неше нешинши нешеде "
    "ол олар омир оны онын осы ози озинин орай сол сен сиз соган тек тиис туралы ушин ушы "
    "халык хакында шыгар яки ягни немесе емес екен едi еди берет береди алады бере бере ала "
    "айт айтшы жаз тусиндир ба бе па пе ше кайсы казир осылай сондай сиякты дейди койды".split()
)
_RUSSIAN_ENDINGS = re.compile(
    "(?:ть|ться|тся|ого|его|ому|ыми|ими|ый|ой|ая|ое|ые|ых|ий|ии|ию|ией|ость|ости|ение|ения|ении"
    "|ание|ания|ов|ев|ами|ями|ах|ях|ешь|ует|ают|яет|ится|ают|ил|ала|или|ется)$"
)
_KAZAKH_ENDINGS = re.compile(
    "(?:лар|лер|дар|дер|тар|тер|дын|дин|тын|тин|нын|нин|дан|ден|тан|тен|нан|нен|да|де|га|ге|ка|ке"
    "|ды|ди|ты|ти|сы|си|ады|еди|йды|йди|ган|ген|кан|кен|лык|лик|дык|дик|тык|тик|шы|ши|мен|пен"
    "|бен|дагы|деги|тагы|теги|ына|ине|ында|инде|нда|мыз|миз|ып|ип|атын|етин|йтын|йтин|уга|уге)$"
)
_RUSSIAN_LETTERS = re.compile("[щъьэцфёв]")
_WORD_WEIGHT, _LETTER_WEIGHT, _ENDING_WEIGHT = 3.0, 1.5, 1.0
# «Не» asks in Kazakh and denies in Russian; where it stands tells.
_LONELY = "не"


@lru_cache(maxsize=1_000)  # many ask in the same words
def detect(text: str) -> Language:
    """Tell whether a question is Kazakh or Russian.

    Works without Kazakh letters, in Latin and in Arabic script. Where the words give nothing away
    («15 марта», «пенсия»), the lexicon tells whose they are; a tie goes to Kazakh.
    """
    words = [word.text for word in words_of(arabic_to_cyrillic(text))]
    score = sum(_kazakhness(word, last=word is words[-1]) for word in words)
    if not score:
        score = sum(map(_known_kazakhness, words))
    return Language.KK if score >= 0 else Language.RU


def _known_kazakhness(word: str) -> int:
    reading = latin_to_cyrillic(word) if is_latin(word) else word.lower()
    known = load_lexicon().languages_of(reading)
    return (Language.KK in known) - (Language.RU in known)


def _kazakhness(word: str, *, last: bool) -> float:
    lowered = latin_to_cyrillic(word) if is_latin(word) else word.lower()
    folded = fold(lowered)
    if folded == _LONELY:
        return _WORD_WEIGHT if last else 0.0
    score = _WORD_WEIGHT * ((folded in _KAZAKH_WORDS) - (folded in _RUSSIAN_WORDS))
    if not is_latin(word):
        score += _LETTER_WEIGHT * (not KAZAKH_LETTERS.isdisjoint(lowered))
        score -= _LETTER_WEIGHT / 2 * bool(_RUSSIAN_LETTERS.search(lowered))
    if len(folded) > 4:
        score += _ENDING_WEIGHT * bool(_KAZAKH_ENDINGS.search(folded))
        score -= _ENDING_WEIGHT * bool(_RUSSIAN_ENDINGS.search(lowered))
    return score
