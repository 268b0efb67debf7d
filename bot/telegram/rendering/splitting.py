"""A long HTML text → messages that Telegram takes, cut where a reader would pause."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import accumulate

from corpus.document import Span

LONGEST = 4096
"""UTF-16 units of a message, its tags and entities resolved.

https://core.telegram.org/bots/api#sendmessage
"""
MARKER = r"\[\d{1,3}(?:\s*,\s*\d{1,3})*\]"

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z-]+)[^<>]*>")
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_WORD = re.compile(r"\S")
# The pauses in a text, best first: the white space that a cut takes the place of. A marker stays
# with the words before it, but where it begins a line: there it numbers a source.
_PARAGRAPH = re.compile(r"\n\s*\n\s*")
_LINE = re.compile(r"\s*\n\s*")
_CITED_SENTENCE = re.compile(rf"(?:(?<=\])|(?<=\][.!?…])) ++(?!{MARKER})")
_SENTENCE = re.compile(rf"(?:(?<=[.!?…])|(?<=[.!?…][»”)])) ++(?!{MARKER})")
_AFTER_WORD = re.compile(rf"(?<!\d,) ++(?!{MARKER}|,)")
# A letter with its accents and the markers after it, where there is no white space to cut at.
_LETTER = re.compile(rf".[{_ACCENTS}]*(?:\s*{MARKER})*", re.DOTALL)

# How far beyond the reach a pause is looked at: a marker may follow it.
_BEYOND = 64


def utf16_length(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return sum(map(_units, text))


def shown_length(html: str) -> int:
    """The length of an HTML text once its tags and entities are resolved."""
    return utf16_length(unescape(_TAG.sub("", html)))


def split_html(html: str, longest: int = LONGEST) -> list[str]:
    """Return the text in parts of at most so many units, the tags of each part balanced.

    Nothing but white space between two parts is lost. `html` has balanced tags, and what they
    hold is escaped.
    """
    text, tags = _parsed(html)
    return [_part(text, tags, span) for span in pieces(text, longest)]


def pieces(text: str, longest: int = LONGEST) -> Iterator[Span]:
    """Yield the spans of a plain text, clear of white space at both ends, that fit one by one.

    A cut is made at the end of a paragraph if there is one within reach, else of a line, of a
    cited sentence, of a sentence, of a word, else anywhere.
    """
    end, stop = len(text.rstrip()), 0
    while word := _WORD.search(text, stop):
        begin = word.start()
        reach = _reach(text, begin, longest)
        stop = end if reach >= end else _pause(text, begin, reach)
        yield Span(begin, stop)


def _reach(text: str, begin: int, longest: int) -> int:
    """Where a piece that begins here ends at the latest."""
    lengths = list(accumulate(map(_units, text[begin : begin + longest])))
    return begin + bisect_right(lengths, longest)


def _units(character: str) -> int:
    return 1 + (character > "\uffff")


def _pause(text: str, begin: int, reach: int) -> int:
    """Where a piece that begins here ends best."""
    for pause in (_PARAGRAPH, _LINE, _CITED_SENTENCE, _SENTENCE, _AFTER_WORD):
        if stops := list(_within(pause.finditer(text, begin, reach + _BEYOND), reach)):
            return stops[-1]
    return _last_letter(text, begin, reach)


def _within(pauses: Iterator[re.Match[str]], reach: int) -> Iterator[int]:
    for match in pauses:
        if match.start() > reach:
            return
        yield match.start()


def _last_letter(text: str, begin: int, reach: int) -> int:
    stop = begin
    while (letter := _LETTER.match(text, stop)) and letter.end() <= reach:
        stop = letter.end()
    return stop if stop > begin else reach


Tags = Sequence[tuple[int, re.Match[str]]]


def _parsed(html: str) -> tuple[str, Tags]:
    """Part an HTML text into its plain text and its tags, each with its place in it."""
    text, tags, begin = "", [], 0
    for tag in _TAG.finditer(html):
        text += unescape(html[begin : tag.start()])
        tags.append((len(text), tag))
        begin = tag.end()
    return text + unescape(html[begin:]), tags


def _part(text: str, tags: Tags, span: Span) -> str:
    """One part as HTML: what is open at its beginning is opened, what is open at its end closed."""
    opened = _opened([tag for at, tag in tags if at <= span.start])
    written, place = "".join(tag[0] for tag in opened), span.start
    for at, tag in tags:
        if span.start < at < span.end:
            written += _escaped(text[place:at]) + tag[0]
            place = at
    still_open = _opened([tag for at, tag in tags if at < span.end])
    closing = "".join(f"</{tag['name']}>" for tag in reversed(still_open))
    return written + _escaped(text[place : span.end]) + closing


def _opened(tags: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The tags that are open after these."""
    opened: list[re.Match[str]] = []
    for tag in tags:
        if tag["end"]:
            opened.pop()
        else:
            opened.append(tag)
    return opened


def _escaped(text: str) -> str:
    return escape(text, quote=False)
