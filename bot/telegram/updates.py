"""Updates as Telegram sends them: JSON that is not trusted, looked at before it is stored."""

from collections.abc import Mapping
from typing import Any

# Done at once, whatever the person is waiting for: none of them changes what a later one means.
_AT_ONCE = frozenset("/cancel /help /privacy /sources /stats /reload /outage".split())
# How the data of a button begins that asks a question (rendering/callbacks.py).
_ASKING = "ask:"
# Kinds with a sender, in whose lane they are.
_MESSAGES = ("message", "edited_message")

# What SQLite holds.
_LIMIT = 2**63

ALLOWED = (
    *_MESSAGES,
    "callback_query",
    "inline_query",
    "my_chat_member",
    "stopped_message_generation",
)


def update_id_of(update: object) -> int | None:
    """The number of an update, None for what is none."""
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if abs(number) < _LIMIT else None


def check_numbers(update: object) -> None:
    """Raise OverflowError where any number in an update is larger than Telegram's can be."""
    values = [update]
    while values:
        value = values.pop()
        if isinstance(value, dict):
            values += value.values()
        elif isinstance(value, list):
            values += value
        elif isinstance(value, int) and abs(value) >= _LIMIT:
            raise OverflowError


def lane_of(update: Mapping[str, Any]) -> str:
    """The lane of an update: chat and person. Empty for one that need not wait for others."""
    for kind in _MESSAGES:
        message = update.get(kind)
        if isinstance(message, dict):
            return "" if _is_at_once(message) else lane_name(_id(message, "chat"), _sender(message))
    tap = update.get("callback_query")
    return _lane_of_tap(tap) if isinstance(tap, dict) else ""


def chat_of(update: Mapping[str, Any]) -> str:
    """The chat of an update; where it has none, the person's own, else nobody's."""
    for event in update.values():
        if isinstance(event, dict):
            message = event.get("message")
            holder = message if isinstance(message, dict) else event
            return str(_id(holder, "chat") or _sender(event))
    return "0"


def lane_name(chat: object, person: object) -> str:
    """The name of the lane of a person in a chat."""
    return f"{chat}:{person}"


def _lane_of_tap(tap: Mapping[str, Any]) -> str:
    """A button that asks a question is in the lane of questions."""
    message, data = tap.get("message"), tap.get("data")
    asks = isinstance(data, str) and data.startswith(_ASKING)
    return (
        lane_name(_id(message, "chat"), _sender(tap)) if asks and isinstance(message, dict) else ""
    )


def _is_at_once(message: Mapping[str, Any]) -> bool:
    text = message.get("text")
    words = text.split(maxsplit=1) if isinstance(text, str) else []
    return bool(words) and words[0].split("@")[0].lower() in _AT_ONCE


def _sender(message: Mapping[str, Any]) -> object:
    return _id(message, "from") or _id(message, "sender_chat")


def _id(message: Mapping[str, Any], name: str) -> object:
    found = message.get(name)
    number = found.get("id") if isinstance(found, dict) else None
    return number if isinstance(number, int) else 0
