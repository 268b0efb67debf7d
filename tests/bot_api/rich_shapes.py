"""The shapes of rich messages: which fields each block and each piece of text has.

From the types of Bot API 10 (InputRichBlock…, RichText…; core.telegram.org/bots/api#inputrichmessage).
A field's kind names a reader of `rich.py`; a question mark says that it may be absent.
"""

Shape = dict[str, str]

_TEXT: Shape = {"text": "rich"}
_QUOTED: Shape = {"text": "rich", "credit": "rich?"}
_MEDIA: Shape = {"caption": "caption?"}

TEXTS: dict[str, Shape] = {
    **dict.fromkeys(
        "bold italic underline strikethrough spoiler subscript superscript marked code".split(),
        _TEXT,
    ),
    "date_time": _TEXT | {"unix_time": "integer", "date_time_format": "string"},
    "text_mention": _TEXT | {"user": "object"},
    "custom_emoji": {"custom_emoji_id": "string", "alternative_text": "string"},
    "mathematical_expression": {"expression": "string"},
    "url": _TEXT | {"url": "link"},
    "email_address": _TEXT | {"email_address": "string"},
    "phone_number": _TEXT | {"phone_number": "string"},
    "bank_card_number": _TEXT | {"bank_card_number": "string"},
    "mention": _TEXT | {"username": "string"},
    "hashtag": _TEXT | {"hashtag": "string"},
    "cashtag": _TEXT | {"cashtag": "string"},
    "bot_command": _TEXT | {"bot_command": "string"},
    "button": {"button": "button"},
    "anchor": {"name": "anchor"},
    "anchor_link": _TEXT | {"anchor_name": "anchor_link"},
    "reference": _TEXT | {"name": "reference"},
    "reference_link": _TEXT | {"reference_name": "reference_link"},
}

BLOCKS: dict[str, Shape] = {
    "paragraph": _TEXT,
    "heading": _TEXT | {"size": "size"},
    "pre": _TEXT | {"language": "string?"},
    "footer": _TEXT,
    "divider": {},
    "mathematical_expression": {"expression": "string"},
    "anchor": {"name": "anchor"},
    "list": {"items": "items"},
    "blockquote": {"blocks": "blocks", "credit": "rich?"},
    "expandable_blockquote": _QUOTED,
    "pullquote": _QUOTED,
    "details": {"summary": "rich", "blocks": "blocks", "is_open": "flag?"},
    "table": {
        "caption": "rich?",
        "cells": "cells",
        "is_bordered": "flag?",
        "is_striped": "flag?",
        "is_compact": "flag?",
    },
    "thinking": _TEXT,
    "buttons": {"buttons": "buttons", "align": "align?"},
    "map": {
        "location": "object",
        "zoom": "integer?",
        "width": "integer?",
        "height": "integer?",
        **_MEDIA,
    },
    "collage": {"blocks": "blocks", **_MEDIA},
    "slideshow": {"blocks": "blocks", **_MEDIA},
    **{
        kind: {kind: "file", **_MEDIA}
        for kind in "animation audio document photo video voice_note".split()
    },
}

ITEM: Shape = {
    "blocks": "blocks",
    "has_checkbox": "flag?",
    "is_checked": "flag?",
    "value": "integer?",
    "type": "label?",
}

CELL: Shape = {
    "align": "align",
    "valign": "valign",
    "text": "rich?",
    "is_header": "flag?",
    "colspan": "span?",
    "rowspan": "span?",
}

CAPTION: Shape = {"text": "rich", "credit": "rich?"}

BUTTON_KINDS = frozenset(
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat"
    " switch_inline_query_chosen_chat copy_text disabled".split()
)
