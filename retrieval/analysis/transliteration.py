"""Kazakh and Russian in other alphabets → Cyrillic.

Latin Kazakh comes in the 2021 alphabet (ä ğ q ñ ö ū ü ı ş), the 2018 one (á ǵ q ń ó ý ú ı sh ch),
plain ASCII («qurultaida qansha») and chat habits («sh», «ch», «zh», «kh», «w», «y»); Russian comes
as passport Latin («skolko deputatov»). The result is meant to be folded, so that it need not tell
қ from к. Arabic script is төте жазу, the alphabet of Kazakhs in China.
"""

import re

_LATIN_PAIRS = {
    "shch": "щ", "sch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "ғ", "ng": "ң",
    "ya": "я", "yu": "ю", "yo": "ё", "ts": "ц", "ia": "я", "iu": "ю", "ay": "ай", "ey": "ей",
    "oy": "ой", "uy": "уй", "iya": "ия", "yi": "ый", "ii": "ий", "yy": "ый", "iy": "ий",
}  # fmt: skip
_LATIN = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "абцдефгһижклмнопқрстуввхыз", strict=True)
) | {
    "ä": "ә", "á": "ә", "ă": "ә", "ğ": "ғ", "ǵ": "ғ", "ñ": "ң", "ń": "ң", "ŋ": "ң", "ö": "ө",
    "ó": "ө", "ū": "ұ", "ú": "ү", "ü": "ү", "ı": "ы", "ş": "ш", "ç": "ч", "ý": "у", "w": "у",
    "ž": "ж", "š": "ш", "č": "ч", "ï": "и", "é": "е", "c": "к", "x": "х", "j": "ж",
}  # fmt: skip
_LATIN_LETTER = re.compile("|".join(sorted([*_LATIN_PAIRS, *_LATIN], key=len, reverse=True)))

_ARABIC = {
    "ا": "а", "ب": "б", "پ": "п", "ت": "т", "ج": "ж", "چ": "ш", "ح": "х", "د": "д", "ر": "р",
    "ز": "з", "س": "с", "ش": "ш", "ع": "ғ", "ف": "ф", "ق": "қ", "ك": "к", "ک": "к", "گ": "г",
    "ڭ": "ң", "ل": "л", "م": "м", "ن": "н", "ه": "е", "ە": "е", "ھ": "һ", "و": "о", "ۇ": "ұ",
    "ۋ": "у", "ۆ": "в", "ى": "ы", "ي": "й", "ی": "й", "؟": "?", "،": ",", "؛": ";",
}  # fmt: skip
# A hamza before a word makes its vowels front ones.
_FRONTED = str.maketrans("аоұы", "әөүі")
_HAMZA = frozenset("ءٴ")
_ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")
_ARABIC_RUN = re.compile(r"[\u0600-\u06ff]+")


def latin_to_cyrillic(word: str) -> str:
    """Read a Latin word as Kazakh or Russian: «qurultaida» → «қурултаида»."""
    lowered = re.sub("['’ʼ‘`´]", "", word.lower())
    return _LATIN_LETTER.sub(lambda m: _LATIN_PAIRS.get(m[0]) or _LATIN[m[0]], lowered)


def is_latin(word: str) -> bool:
    """Whether all letters of a word are Latin ones, and there is one."""
    letters = [letter for letter in word if letter.isalpha()]
    return bool(letters) and all(letter < "ɐ" for letter in letters)


def arabic_to_cyrillic(text: str) -> str:
    """Write the Arabic-script words of a text in Cyrillic; the rest stays as it is."""
    if not _ARABIC_LETTER.search(text):
        return text
    return _ARABIC_RUN.sub(lambda run: _arabic_word(run[0]), text)


def _arabic_word(word: str) -> str:
    soft = not _HAMZA.isdisjoint(word) or any(letter in "ەكگ" for letter in word)
    written = "".join(_ARABIC.get(letter, "") for letter in word if letter not in _HAMZA)
    written = re.sub("(?<=[аәеоөұүыі])й(?![аәеоөұүыі])|^й", "й", written)
    return written.translate(_FRONTED) if soft else written
