"""Telegram's HTML: text with tags → plain text and entities, or the refusal Telegram answers.

After the parser of TDLib (td/telegram/MessageEntity.cpp, parse_html): tags and attributes in any
case, four named character references, numeric ones, and any other `&` stands for itself. Offsets
in refusals are bytes of UTF-8, those of entities UTF-16 code units.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from tests.bot_api.refusals import unparsable
from tests.bot_api.texts import Entity

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_LONGEST_NUMERIC = 10
_SPACES = " \t\r\n\0\v"
# A host of the web has a dot; anything else leads nowhere.
_LINK = re.compile(r"https?://[^\s/?#]+\.[^\s/?#.]+[/?#]?\S*|(tg|ton)://\S+")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_END = "\0"

_TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "code": "code",
    "pre": "pre",
}
_TAGS = frozenset(_TYPES) | {"a", "tg-emoji", "tg-time", "blockquote"}
# Which attribute of a tag means something.
_MEANT = {
    "a": "href",
    "code": "class",
    "span": "class",
    "tg-emoji": "emoji-id",
    "tg-time": "unix",
    "blockquote": "expandable",
}


@dataclass
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    start: int


class _Parser:
    def __init__(self, text: str) -> None:
        self.source = text.replace(_END, " ") + _END
        self.at = 0
        self.plain: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while (letter := self.source[self.at]) != _END:
            if letter == "<":
                self._tag()
            else:
                self._add(self._character())
        if self.open:
            raise unparsable(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        ordered = sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))
        return "".join(self.plain), ordered

    def _add(self, letter: str) -> None:
        self.plain.append(letter)
        self.offset += 1 + (letter > "\uffff")

    def _character(self) -> str:
        """One character of the text, a reference decoded."""
        found = _REFERENCE.match(self.source, self.at)
        if found and (letter := _decode(found)):
            self.at = found.end()
            return letter
        self.at += 1
        return self.source[self.at - 1]

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at] == "/":
            self.at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _until(self, stops: str) -> str:
        """What stands before the first of these characters."""
        begin = self.at
        while self.source[self.at] not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _skip_spaces(self) -> None:
        while self.source[self.at] in _SPACES and self.source[self.at] != _END:
            self.at += 1

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _start_tag(self, begin: int) -> None:
        tag = self._until(_SPACES + ">").lower()
        if self.source[self.at] == _END:
            raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _TAGS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "tg-spoiler":
            where = self._bytes(begin)
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.open.append(_Open(tag, argument, self.offset, len(self.plain)))

    def _attributes(self, tag: str, begin: int) -> str:
        """Read to the end of a tag; return the value of the attribute that is meant."""
        argument = ""
        while True:
            self._skip_spaces()
            if self.source[self.at] == ">":
                self.at += 1
                return argument
            name = self._until(_SPACES + "=>")
            if not name:
                where = self._bytes(begin)
                raise unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            self._skip_spaces()
            value = self._value(tag, begin) if self.source[self.at] == "=" else name
            if self.source[self.at] == _END:
                raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            if name.lower() == _MEANT.get(tag):
                argument = value

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._skip_spaces()
        if self.source[self.at] == _END:
            raise unparsable(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        if self.source[self.at] in "'\"":
            return self._quoted()
        token = _NAME_TOKEN.match(self.source, self.at)
        self.at = token.end()
        if self.source[self.at] not in _SPACES + ">":
            where = self._bytes(token.start())
            raise unparsable(f"Unexpected end of name token at byte offset {where}")
        return token[0].lower()

    def _quoted(self) -> str:
        quote, value = self.source[self.at], ""
        self.at += 1
        while self.source[self.at] not in (quote, _END):
            value += self._character()
        if self.source[self.at] == quote:
            self.at += 1
        return value

    def _end_tag(self, begin: int) -> None:
        where = self._bytes(begin)
        if not self.open:
            raise unparsable(f"Unexpected end tag at byte offset {where}")
        name = self._until(_SPACES + ">").lower()
        self._skip_spaces()
        if self.source[self.at] != ">":
            raise unparsable(f"Unclosed end tag at byte offset {where}")
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise unparsable(
                f"Unmatched end tag at byte offset {where}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        text = "".join(self.plain[opened.start :])
        known = _entity(opened, text)
        if known is None:
            return
        place: Entity = {"offset": opened.offset, "length": self.offset - opened.offset}
        last = self.entities[-1] if self.entities else {}
        is_same_place = all(last.get(key) == value for key, value in place.items())
        if is_same_place and {known["type"], last["type"]} == {"pre", "code"}:
            last |= {"type": "pre"} | {k: v for k, v in known.items() if k == "language"}
        else:
            self.entities.append(known | place)


def _decode(found: re.Match[str]) -> str:
    """The character of a reference, empty where Telegram knows none."""
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    is_known = 0 < code < 0x10FFFF and len(found[0].rstrip(";")) < _LONGEST_NUMERIC
    return chr(code) if is_known else ""


def _entity(opened: _Open, text: str) -> Entity | None:
    """What a closed tag says of its text; None for a link that leads nowhere."""
    match opened.tag:
        case "a":
            return _link(opened.argument or text)
        case "tg-emoji":
            if not (opened.argument.isdigit() and int(opened.argument)):
                raise unparsable("Invalid custom emoji identifier specified")
            return {"type": "custom_emoji", "custom_emoji_id": opened.argument}
        case "tg-time":
            if not opened.argument.isdigit():
                raise unparsable("Invalid Unix time specified")
            return {"type": "date_time", "unix_time": int(opened.argument)}
        case "blockquote":
            return {"type": "expandable_blockquote" if opened.argument else "blockquote"}
        case "code" if opened.argument.startswith("language-"):
            return {"type": "code", "language": opened.argument.removeprefix("language-")}
    return {"type": _TYPES[opened.tag]}


def _link(url: str) -> Entity | None:
    person = re.fullmatch(r"tg://user\?id=(\d+)", url)
    if person:
        return {"type": "text_mention", "user": {"id": int(person[1])}}
    address = url if "://" in url else f"http://{url}"
    is_link = _LINK.fullmatch(address)
    return {"type": "text_link", "url": address} if is_link else None


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities, outer ones first. Raises Refusal."""
    plain, entities = _Parser(text).parse()
    if any("\ud800" <= letter <= "\udfff" for letter in plain):
        raise unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    _check_nesting(entities)
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return plain, entities


def _check_nesting(entities: list[Entity]) -> None:
    """Quotes within quotes: Telegram drops the inner one, which is never what was meant."""
    quotes = [one for one in entities if one["type"].endswith("blockquote")]
    for outer, inner in pairwise(quotes):
        if inner["offset"] < outer["offset"] + outer["length"]:
            raise unparsable("block quotations can't be nested")
