"""Entities that stand in a text by themselves, and those that a caller names."""

import re

from tests.bot_api.refusals import bad_request
from tests.bot_api.texts import Entity, units

# In the order in which one kind wins a place over another.
_FOUND = {
    "url": re.compile(
        r"\bhttps?://[^\s<>\"]+|\b(?:www|t)\.[a-z0-9./-]+\.?[a-z]{2,}[^\s<>\"]*", re.I
    ),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    "mention": re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}\b"),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?\b", re.A),
    "hashtag": re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w{1,256}"),
}
_KINDS = frozenset(
    "mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough"
    " spoiler blockquote expandable_blockquote code pre text_link text_mention custom_emoji"
    " date_time".split()
)


def detect(text: str, taken: list[Entity] = ()) -> list[Entity]:
    """All entities of a text: those that are given and, outside them, those found."""
    entities = list(taken)
    for kind, pattern in _FOUND.items():
        for found in pattern.finditer(text):
            place = {"offset": units(text[: found.start()]), "length": units(found[0])}
            if not any(_overlap(place, other) for other in entities):
                entities.append({"type": kind} | place)
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def check_entities(value: object, text: str) -> list[Entity]:
    """The entities that a caller names. Raises Refusal for what lies outside the text."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    for entity in value:
        offset, length = entity.get("offset"), entity.get("length")
        if entity.get("type") not in _KINDS or not _are_numbers(offset, length):
            raise bad_request("can't parse entities: can't parse MessageEntity")
        if offset < 0 or length <= 0 or offset + length > units(text):
            raise bad_request("ENTITY_BOUNDS_INVALID")
    return value


def _are_numbers(*values: object) -> bool:
    return all(isinstance(one, int) and not isinstance(one, bool) for one in values)


def _overlap(one: Entity, other: Entity) -> bool:
    end, other_end = one["offset"] + one["length"], other["offset"] + other["length"]
    return one["offset"] < other_end and other["offset"] < end
