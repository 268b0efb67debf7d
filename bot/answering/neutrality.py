"""Questions that the program never answers: how one should vote, and texts that agitate.

How voting works («кто имеет право голосовать», «дауыс беру қай күні») is a question like any other.
"""

import re
from functools import lru_cache

from retrieval.analysis.folding import fold
from retrieval.analysis.transliteration import latin_to_cyrillic

# All patterns read the question folded: no Kazakh letters, no soft signs.
_ASKED_ABOUT = (
    r"\b(?:что|кто|кому|как|когда|где|куда|сколко|какой|какая|какие|каком|почему|зачем|ли"
    r"|ким|кимдер|кимнин|кашан|кайда|канша|неше|кандай|неге)\b"
)
_COUNTED = r"\b(?:канша|неше|сколко|натиже\w*|результат\w*|пайыз\w*|процент\w*)\b"
_OTHERS = r"\b(?:будут|могут|смогут|депутат\w*|сенатор\w*|граждан\w*|избирател\w*|народ\w*|люди)\b"
_VOTING = r"(?:голосоват|голосуй|дауыс|галочк|бюллетен|\bмне\b|\bмаган\b|\bстав\w+|\bбелги\w+)"
_CHOICE = (
    r"(?:\bза\b\W+или\W+против\b|\bпротив\b\W+или\W+за\b|\bда\b\W+или\W+нет\b|\bнет\b\W+или\W+да\b"
    r"|\bиа\b.*\bжок\b|\bжок\b.*\bиа\b|\bкарсы\b.*\bжакта\w*|\bжакта\w*.*\bкарсы\b)"
)
_SIDE = (
    r"\b(?:кимге|ким ушин|не деп|кай жа[гк]\w*|кай партияга|кайсысына|карсы|жактап|колдап"
    r"|(?:иа|жок)\W+деп)\b"
)
_WRITE = r"\b(?:напиши|состав|придумай|сочини|сделай|подготов|набросай|нарисуй)(?:те)?\b"
_AGITATING = (
    r"(?:агит|листовк|лозунг|слоган|\bпризыв\w?\b|уговор|убежд|убеди(?!тся)"
    r"|голосова\w*\W+(?:за|против)\b)"
)
_WRITTEN = (
    r"\b(?:жаз(?:шы|ып бер\w*|ыныз\w*)?|курастыр(?:шы|ып бер\w*)?|дайында(?:шы|п бер\w*)?"
    r"|ойлап тап\w*|ойлап тауып бер\w*|жаса(?:шы|п бер\w*))\b"
)

# How to vote.
_ADVICE = (
    rf"\bза (?:кого|что|как\w+)\b(?!.*{_OTHERS}).*\b(?:(?:про)?голосоват|отдат|голос отдат)",
    rf"\b(?:про)?голосоват за (?:кого|что)\b(?!.*{_OTHERS})",
    r"\bкому (?:мне )?отдат (?:мой |свой )?голос",
    r"\b(?:посоветуй|порекомендуй)\w*\b.*\b(?:про)?голосоват\b",
    r"\b(?:стоит|следует) ли\b.*\bголосоват",
    r"\b(?:надо|нужно) ли (?:мне |нам )?голосоват (?:за|против)\b",
    r"\b(?:стоит|следует|надо|нужно) ли (?:мне |нам )?поддерж",
    r"\b(?:лучше|правилно|правилнее) (?:про)?голосоват",
    r"\bголосоват .*(?:стоит|следует|лучше) ?\?",
    r"\b(?:ты|вы) (?:сам\w* |лично )?(?:за|против)\b(?! (?:как|сколко))",
    r"\bбы (?:ты|вы)\b.*голосова",
    r"\bчто (?:мне )?(?:отметит|выбрат|постави\w*|зачеркнут).*\bбюллетен",
    r"\bкакой вариант .*выбрат",
    rf"^(?!.*{_COUNTED}).*{_VOTING}.*{_CHOICE}",
    r"\b(?:уговори|убеди|сагитируй)(?:те)? .*голос",
    rf"(?:{_SIDE}|\bкалай\b).*\bдауыс\w* (?:бере(?:йин|йик)|берсе[мк])\b",
    rf"{_SIDE}.*\bдауыс\w* (?:беру(?:им|имиз)? керек|бер(?:ген|геним|у|уим) (?:дурыс|жон|абзал))",
    r"\bмаган\b.*\bкалай дауыс бер",
    r"\bдауысымды\b.*\b(?:кимге|кай)\b|\b(?:кимге|кай)\b.*\bдауысымды\b",
    r"\b(?:сен|сиз) болса\w*\b.*\bдауыс|\b(?:сен|сиз)\b.*\bдауыс бер(?:есин|есиз)\b",
    r"\bкандай тандау жаса(?:йын|сам|ганым)",
    r"\bбюллетен.*\bбелгиле(?:йин|сем)\b",
    r"\bдауыс\w* бер\w*.*\b(?:кенес|акыл) бер",
)
# Texts that agitate; not questions about agitation.
_AGITATION = (
    rf"{_WRITE}(?!\W+{_ASKED_ABOUT}).*{_AGITATING}",
    rf"^(?!.*{_ASKED_ABOUT}).*(?:угит|насихат|ундеу|\bуран|кондир|сендир|шакыратын).*{_WRITTEN}",
)
_REFUSED = tuple(map(re.compile, (*_ADVICE, *_AGITATION)))
_LATIN_WORD = re.compile(r"[a-zA-Z]+")


@lru_cache(maxsize=1_000)  # many ask in the same words
def asks_for_advocacy(question: str) -> bool:
    """Whether a question wants to be told how to vote, or a text that agitates.

    Reads Kazakh and Russian in any spelling, also in Latin letters.
    """
    cyrillic = _LATIN_WORD.sub(lambda word: latin_to_cyrillic(word[0]), question)
    folded = fold(cyrillic).replace("дауйс", "дауыс")  # «dauys» reads both ways
    return any(pattern.search(folded) for pattern in _REFUSED)
