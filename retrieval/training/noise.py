"""What happens to words when people type: letters lost, swapped, doubled, or Latin ones."""

from random import Random

from retrieval.training.vocabulary import Numbers, Vocabulary

_LATIN = dict(
    zip("абвгдезийклмнопрстуфыэіңғқөүұәһ", "abvgdeziiklmnoprstufyeıñğqöüūäh", strict=True)
) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya",
    "ё": "yo", "ъ": "", "ь": "",
}  # fmt: skip
# What people without the letters of the Latin alphabet of 2021 write for them.
_PLAIN = str.maketrans("ıñğöüūä", "inqouua")
_LEAST_LETTERS = 5


def drop_words(text: Numbers, share: float, dice: Random) -> Numbers:
    """Leave out about that share of a text's words, never all."""
    return tuple(number for number in text if dice.random() >= share) or text


def mistype(text: Numbers, share: float, vocabulary: Vocabulary, dice: Random) -> Numbers:
    """Put a slip of the finger into about that share of a text's longer words."""
    return tuple(
        vocabulary.number(_slip(vocabulary.word(number), dice)) if dice.random() < share else number
        for number in text
    )


def _slip(word: str, dice: Random) -> str:
    if len(word) < _LEAST_LETTERS:
        return word
    place = dice.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    slips = (before + after, before + letter * 2 + after, before + after[0] + letter + after[1:])
    return dice.choice(slips)


def latinise(text: Numbers, vocabulary: Vocabulary, dice: Random) -> Numbers:
    """Write a text in Latin letters, with those of the alphabet of 2021 or without."""
    plain = dice.random() < 0.5
    return tuple(vocabulary.number(_latin(vocabulary.word(number), plain=plain)) for number in text)


def _latin(word: str, *, plain: bool) -> str:
    written = "".join(_LATIN.get(letter, letter) for letter in word)
    return written.translate(_PLAIN) if plain else written
