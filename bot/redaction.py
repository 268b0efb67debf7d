"""Taking personal data out of what people write, before it is kept or read by others."""

import re

MASK = "[…]"

_CAPITAL = "[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]"
_NAME = rf"{_CAPITAL}[\w’-]+"
# What is known by its form alone.
_FORMS = re.compile(
    r"""
      [\w.+-]+@[\w-]+(?:\.[\w-]+)+                      # an e-mail address
    | (?:https?://|www\.|t\.me/)\S+                     # an address that may name an account
    | (?<![\w@])@\w{4,}                                 # an account
    | \bKZ\d{2}[ ]?(?:\w{4}[ ]?){4}\b                   # a bank account
    | (?<!\d)(?:\d[ -]?){16}(?!\d)                      # a card
    | (?<!\d)\d{12}(?!\d)                               # an individual identification number
    | (?<![\d+])(?:\+?7|8)[ (-]*\d{3}[ )-]*\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)   # a telephone
    | \b[NН]\s?\d{8}\b                                  # a passport, an identity card
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A person who says who they are, or whose name has its father's in it.
_NAMES = re.compile(
    rf"""
      (?P<said>\b(?:[Мм]еня\s+зовут|[Мм]о[её]\s+имя|[Яя]\s*[,–—-]|[Фф]амилия\s+моя|[Мм]оя\s+фамилия
        |[Мм]енің\s+(?:атым|есімім|тегім)|[Аа]ты-?жөнім|[Мм]ен\s*[,–—-])[\s:–—-]*)
        {_NAME}(?:\s+{_NAME}){{0,2}}
    | (?:{_NAME}\s+){{0,2}}\b{_CAPITAL}\w+(?:ович|евич|овна|евна|ұлы|қызы|улы|кызы)\w{{0,3}}\b
        (?:\s+{_NAME})?
    """,
    re.VERBOSE,
)
# A home: a street with its number, a flat.
_HOMES = re.compile(
    rf"""
      \b(?:ул(?:\.|ица|ице)|пр(?:\.|оспект|оспекте)|мкр\.?|микрорайоне?)\s*{_NAME}[\s,]*(?:д(?:\.|ом)\s*)?\d+\w?
        (?:[\s,]*кв(?:\.|артира)\s*\d+)?
    | {_NAME}\s+(?:көшесі|даңғылы|шағынауданы)\w*[\s,]*\d+(?:-?\s?үй)?(?:[\s,]*\d+-?\s?пәтер)?
    """,
    re.VERBOSE,
)


def redact(text: str) -> str:
    """Return a text with `[…]` in the place of personal data.

    Addresses, accounts, telephone, card, document and identification numbers, names that people
    give as theirs or that have a patronymic, homes. Numbers of articles, years and sums stay. A
    name that nothing tells from any other stays too: a person reads the drafts.
    """
    text = _FORMS.sub(MASK, text)
    text = _HOMES.sub(MASK, text)
    return _NAMES.sub(lambda found: (found["said"] or "") + MASK, text)
