"""Which encoding 8-bit and unmarked 16-bit bytes are in, told by how well the letters read."""

import re
from itertools import pairwise
from typing import NamedTuple


class Encoding(NamedTuple):
    """An encoding: Python's codec, and the name that people know it by."""

    codec: str
    name: str


UTF_8 = Encoding("utf-8-sig", "UTF-8")
UTF_16 = Encoding("utf-16", "UTF-16")
# In the order in which equals are preferred: what differs in no letter of a text is Windows-1251.
_CANDIDATES = (
    Encoding("cp1251", "Windows-1251"),
    Encoding("kz1048", "KZ-1048"),
    Encoding("ptcp154", "PTCP154"),
    Encoding("koi8-r", "KOI8-R"),
    Encoding("cp866", "CP866"),
    Encoding("utf-16-le", "UTF-16"),
    Encoding("utf-16-be", "UTF-16"),
)
# Bytes that are looked at: a page of text tells the encoding.
_SAMPLE = 20_000
# The letters of both languages, the frequent ones first (counted over Kazakh and Russian prose).
_LETTERS = "аоенитырлсдкмпңғұіәқүөһжшвубзгйяьхщчюэцфъё"
_FREQUENCY = {letter: 1 - place / len(_LETTERS) for place, letter in enumerate(_LETTERS)}
_FREQUENCY["i"] = _FREQUENCY["і"]  # old Kazakh texts have the Latin letter in its place
_OTHER_SIGNS = frozenset("«»“”„‘’–—…№§©•°·€₸\u00a0\u00ad")
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN_LETTER = -3.0
_CASE_BREAK = -1.5
_FEWEST_POINTS = 0.4  # a letter; prose has .6 to .7, what is decoded wrongly less than .1
_MOST_STRANGERS = 0.02


def encoding_of(data: bytes) -> Encoding | None:
    """Tell the encoding of a text that is not valid UTF-8; None when nothing reads as a text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return UTF_16
    sample = data[:_SAMPLE]
    zeros = sample.count(0)
    possible = [
        candidate for candidate in _CANDIDATES if zeros == 0 or candidate.name == UTF_16.name
    ]
    scored = [(_points(_decoded(sample, candidate)), candidate) for candidate in possible]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] >= _FEWEST_POINTS else None


def _decoded(sample: bytes, candidate: Encoding) -> str:
    if candidate.name == UTF_16.name:
        sample = sample[: len(sample) // 2 * 2]
    try:
        return sample.decode(candidate.codec)
    except UnicodeDecodeError:
        return ""


def _points(text: str) -> float:
    """How well a text reads, a letter: near 1 for prose, below 0 for a wrong decoding."""
    strangers = sum(1 for sign in text if not sign.isascii() and not _belongs(sign))
    letters = sum(map(len, _WORD.findall(text)))
    if not letters or strangers > _MOST_STRANGERS * len(text):
        return -1.0
    return sum(map(_points_of_word, _WORD.findall(text))) / letters


def _belongs(sign: str) -> bool:
    return sign.lower() in _FREQUENCY or sign in _OTHER_SIGNS


def _points_of_word(word: str) -> float:
    if word.isascii():
        return 0.5 * len(word)
    points = sum(_FREQUENCY.get(letter, _FOREIGN_LETTER) for letter in word.lower())
    breaks = sum(1 for one, next_ in pairwise(word) if _breaks(one, next_))
    return points + _CASE_BREAK * breaks


def _breaks(one: str, following: str) -> bool:
    """Whether a capital follows a small letter, as in «пРИВЕТ»; and two alphabets in one word."""
    two_alphabets = one.isascii() != following.isascii() and not {one, following} & {"i", "I"}
    return two_alphabets or (one.islower() and following.isupper())
