"""Text → sentences, in Kazakh and Russian."""

import re
from collections.abc import Iterator

from corpus.document import Span

# A full stop after one of these ends no sentence.
_ABBREVIATIONS = frozenset(
    "ж жж т т.б т.с.с т.д т.п т.е б.з.д б.з млн млрд трлн мың тыс тг г гг в вв ст п пп см им ул д "
    "др пр руб обл р-н м қ к ғ ғғ акад проф доц гл ред чл кор табл рис сур н.э напр мыс ср англ "
    "лат рус қаз каз орыс ауд пос с а б стр бет т.ғ.к".split()
)
_STOP = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s)|\n+")
_LAST_WORD = re.compile(r"[\w.-]+$")
_OPENING = re.compile(r"\s+[«“\"'(\[–—-]*\s*([\w])")
_LIST_NUMBER = re.compile(r"\s*\d{1,3}$")


def sentences_of(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of the sentences of `text[start:end]`, without surrounding white space.

    Knows abbreviations («ж.», «т.б.», «млн.»), initials and numbered list items.
    """
    end = len(text) if end is None else end
    spans = (_trimmed(text, span) for span in _pieces(text, start, end))
    return [span for span in spans if span]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    begun = start
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] == "\n" or _ends(text, begun, stop):
            yield Span(begun, stop.end())
            begun = stop.end()
    yield Span(begun, end)


def _ends(text: str, begun: int, stop: re.Match[str]) -> bool:
    """Whether the marks at `stop` end the sentence that began at `begun`."""
    following = _OPENING.match(text, stop.end())
    before = text[begun : stop.start()]
    if (following and following[1].islower()) or _in_short_quotation(before):
        return False
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    last = _LAST_WORD.search(before)
    word = last[0] if last else ""
    initial = len(word) == 1 and word.isupper()
    place = before.strip() == word and word.isupper()  # a news line: «ОРАЛ. KAZINFORM – …»
    return not (
        initial
        or place
        or word.lower().lstrip(".") in _ABBREVIATIONS
        or _LIST_NUMBER.fullmatch(before)
    )


def _in_short_quotation(before: str) -> bool:
    """Whether the text breaks off within a quoted name: «Әділетті Қазақстан. Заң мен тәртіп».

    What follows a colon or opens the sentence is speech, and speech has sentences of its own.
    """
    opened = max(before.rfind("«"), before.rfind("“"))
    if before.count('"') % 2:
        opened = max(opened, before.rfind('"'))
    closed = max(before.rfind("»"), before.rfind("”"))
    introduction = before[:opened].rstrip(" –—-") if opened > closed else ""
    return bool(introduction) and not introduction.endswith(":")


def _trimmed(text: str, span: Span) -> Span | None:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return Span(start, end) if start < end else None
