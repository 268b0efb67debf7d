"""Keyboards below messages: inline ones are read to the letter, the others only for their kind."""

from typing import Any

from tests.bot_api.parameters import Parameters
from tests.bot_api.refusals import bad_request

MOST_BUTTONS, MOST_IN_A_ROW, LONGEST_DATA = 100, 8, 64
_STYLES = frozenset({"danger", "success", "primary"})
_DATA_KINDS = frozenset({"url", "callback_data", "switch_inline_query"}) | {
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
}
_OTHER_MARKUPS = frozenset({"keyboard", "remove_keyboard", "force_reply"})
_KNOWN = _DATA_KINDS | {"text", "style", "icon_custom_emoji_id"}

Keyboard = list[list[dict[str, Any]]]


def read_markup(parameters: Parameters) -> Keyboard:
    """Return the inline keyboard of a call, empty where it has another markup or none."""
    markup = parameters.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    return read_inline_keyboard(markup)


def read_inline_keyboard(markup: dict[str, Any]) -> Keyboard:
    """Return the rows of an InlineKeyboardMarkup. Raises Refusal."""
    if "inline_keyboard" not in markup:
        if markup and not _OTHER_MARKUPS & set(markup):
            raise bad_request("object expected as reply markup")
        return []
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    keyboard = [_read_row(row) for row in rows]
    if sum(map(len, keyboard)) > MOST_BUTTONS or any(len(r) > MOST_IN_A_ROW for r in keyboard):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in keyboard if row]


def _read_row(row: object) -> list[dict[str, Any]]:
    if not isinstance(row, list):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    return [_read_button(button) for button in row]


def _read_button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unparsable("expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _unparsable('Field "text" must be of type String and not empty')
    if strange := sorted(set(button) - _KNOWN):
        raise _unparsable(f'there is no field "{strange[0]}"')
    if len(_DATA_KINDS & set(button)) != 1:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if button.get("style", "primary") not in _STYLES:
        raise _unparsable("unknown button style")
    _check_data(button)
    return button


def _check_data(button: dict[str, Any]) -> None:
    data = button.get("callback_data")
    if data is not None and not (isinstance(data, str) and 1 <= _bytes(data) <= LONGEST_DATA):
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _unparsable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _bytes(text: str) -> int:
    return len(text.encode())
