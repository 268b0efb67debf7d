"""Texts: their length as Telegram counts it, what it strips, what it takes for empty."""

import re

from tests.bot_api.refusals import bad_request

LONGEST_TEXT = 4096

Entity = dict[str, object]

# Line and paragraph separators and the marks that override the direction of writing: dropped.
_DROPPED = re.compile("[\r\u2028-\u202e]")
_CONTROLS = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
# What shows nothing: spaces of any width, joiners, variation selectors, fillers.
_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ufe00-\ufe0f]*"
)


def units(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def slice_units(text: str, start: int, end: int) -> str:
    """The part between two offsets in UTF-16 code units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def clean(text: str) -> str:
    """What is left of a text as it is stored: no control and no direction-overriding characters."""
    return _CONTROLS.sub(" ", _DROPPED.sub("", text))


def is_unseen(text: str) -> bool:
    """Whether a text shows nothing."""
    return _UNSEEN.fullmatch(text) is not None


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Strip white space at both ends; the entities follow, and those of nothing are dropped."""
    skipped = units(text) - units(text.lstrip())
    trimmed = text.strip()
    length = units(trimmed)
    moved = (_move(entity, skipped, length) for entity in entities)
    return trimmed, [entity for entity in moved if entity["length"] > 0]


def check_length(text: str) -> None:
    """Raise Refusal for a text that is no message: without anything to see, or too long."""
    if is_unseen(text):
        raise bad_request("text must be non-empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")


def _move(entity: Entity, skipped: int, length: int) -> Entity:
    start = max(entity["offset"] - skipped, 0)
    end = min(entity["offset"] + entity["length"] - skipped, length)
    return entity | {"offset": start, "length": end - start}
