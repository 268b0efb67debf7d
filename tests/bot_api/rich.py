"""Rich messages: their blocks are walked once, to refuse what Telegram refuses and to show the rest.

Limits as documented (core.telegram.org/bots/api#rich-message-limits): 32,768 characters, 500 blocks,
16 levels, 20 columns. A link to nowhere, a name given twice, a ragged table, a field or a type that
does not exist and a text without text are refused too: Telegram may be milder, but none of them is
ever meant.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.bot_api.refusals import Refusal, bad_request
from tests.bot_api.rich_shapes import BLOCKS, BUTTON_KINDS, CAPTION, CELL, ITEM, TEXTS, Shape
from tests.bot_api.rich_tables import check_grid
from tests.bot_api.texts import is_unseen, units

LONGEST, MOST_BLOCKS, DEEPEST, MOST_BUTTONS = 32_768, 500, 16, 8
_LONGEST_DATA = 64
_BASIC = {"string": str, "flag": bool, "integer": int, "object": dict}
_CHOICES = {
    "align": ("left", "center", "right"),
    "valign": ("top", "middle", "bottom"),
    "label": ("a", "A", "i", "I", "1"),
    "size": (1, 2, 3, 4, 5, 6),
}


def invalid(reason: str) -> Refusal:
    """A rich message that is none."""
    return bad_request(f"RICH_MESSAGE_INVALID: {reason}")


@dataclass
class Rich:
    """A rich message as it was accepted.

    `shown` is its text, block by block, as a person reads it with every `details` opened.
    """

    blocks: list[dict[str, Any]]
    shown: str = ""
    links: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    buttons: list[dict[str, Any]] = field(default_factory=list)


class _Walk:
    """One way through a message."""

    def __init__(self, *, is_draft: bool) -> None:
        self.is_draft = is_draft
        self.length = self.blocks_seen = 0
        self.anchors: list[str] = []
        self.anchor_links: list[str] = []
        self.references: list[str] = []
        self.reference_links: list[str] = []
        self.urls: list[str] = []
        self.buttons: list[dict[str, Any]] = []

    def blocks(self, value: object, depth: int) -> str:
        """Read a list of blocks; return them as lines."""
        if not isinstance(value, list) or not value:
            raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
        return "\n".join(filter(None, (self._block(one, depth) for one in value)))

    def end(self) -> None:
        """Refuse links to what has not come."""
        for name in self.reference_links:
            if name not in self.references:
                raise invalid(f'a link to the reference "{name}", which is not in the message')
        for name in self.anchor_links:
            if name and name not in self.anchors:
                raise invalid(f'a link to the anchor "{name}", which is not in the message')

    def _block(self, value: object, depth: int) -> str:
        self._count_block(depth)
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in BLOCKS:
            raise invalid(f"there is no block of the type {kind!r}")
        if kind == "thinking" and not (self.is_draft and depth == 1):
            raise invalid("a thinking block may stand in drafts only, at their top")
        shown = self._fields(value, BLOCKS[kind], depth, f"the block {kind}")
        return "\n".join(filter(None, shown))

    def _count_block(self, depth: int) -> None:
        self.blocks_seen += 1
        if self.blocks_seen > MOST_BLOCKS:
            raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MUCH")
        if depth > DEEPEST:
            raise bad_request("RICH_MESSAGE_DEPTH_TOO_MUCH")

    def _fields(self, value: dict[str, Any], shape: Shape, depth: int, where: str) -> list[str]:
        """Read every field of an object; return what of it is shown."""
        known = {name for name in value if value[name] is not None} - {"type"}
        if strange := sorted(known - set(shape)):
            raise invalid(f"{where} has no field {strange[0]}")
        shown = []
        for name, kind in shape.items():
            if name in known:
                shown.append(self._field(value[name], kind.rstrip("?"), depth, f"{where}: {name}"))
            elif not kind.endswith("?"):
                raise invalid(f"{where}: the field {name} is missing")
        return shown

    def _field(self, value: Any, kind: str, depth: int, where: str) -> str:
        if kind in _CHOICES:
            if value not in _CHOICES[kind] or isinstance(value, bool):
                raise invalid(f"{where} must be one of {_CHOICES[kind]}")
            return ""
        if kind in _BASIC:
            is_right = isinstance(value, _BASIC[kind])
            if not is_right or (kind == "integer" and isinstance(value, bool)):
                raise invalid(f"{where} must be of the type {kind}")
            return ""
        return getattr(self, f"_read_{kind}")(value, depth, where)

    def _read_blocks(self, value: object, depth: int, where: str) -> str:
        return self.blocks(value, depth + 1)

    def _read_rich(self, value: object, depth: int, where: str) -> str:
        shown = self._text(value, depth, where)
        if is_unseen(shown):
            raise invalid(f"{where} has no text")
        return shown

    def _text(self, value: object, depth: int, where: str) -> str:
        if depth > DEEPEST:
            raise bad_request("RICH_MESSAGE_DEPTH_TOO_MUCH")
        if isinstance(value, str):
            return self._count(value)
        if isinstance(value, list):
            return "".join(self._text(one, depth, where) for one in value)
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in TEXTS:
            raise invalid(f"{where}: there is no text of the type {kind!r}")
        shown = self._fields(value, TEXTS[kind], depth + 1, f"{where} ({kind})")
        own = value.get("alternative_text") or value.get("expression")
        return self._count(own) if own else "".join(shown)

    def _count(self, text: str) -> str:
        self.length += units(text)
        if self.length > LONGEST:
            raise bad_request("RICH_MESSAGE_TEXT_TOO_LONG")
        return text

    def _read_link(self, value: object, depth: int, where: str) -> str:
        if not isinstance(value, str) or "://" not in value:
            raise invalid(f"{where} is no address")
        self.urls.append(value)
        return ""

    def _read_anchor(self, value: object, depth: int, where: str) -> str:
        self.anchors.append(self._fresh(value, self.anchors, where))
        return ""

    def _read_reference(self, value: object, depth: int, where: str) -> str:
        self.references.append(self._fresh(value, self.references, where))
        return ""

    def _fresh(self, value: object, given: list[str], where: str) -> str:
        if not isinstance(value, str) or not value:
            raise invalid(f"{where} is no name")
        if value in given:
            raise invalid(f'{where}: the name "{value}" is given twice')
        return value

    def _read_anchor_link(self, value: object, depth: int, where: str) -> str:
        if not isinstance(value, str):
            raise invalid(f"{where} is no name")
        self.anchor_links.append(value)
        return ""

    def _read_reference_link(self, value: object, depth: int, where: str) -> str:
        if not isinstance(value, str):
            raise invalid(f"{where} is no name")
        self.reference_links.append(value)
        return ""

    def _read_items(self, value: object, depth: int, where: str) -> str:
        if not isinstance(value, list) or not value:
            raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
        lines = []
        for item in value:
            self._count_block(depth)
            lines.append("• " + "\n".join(filter(None, self._object(item, ITEM, depth, where))))
        return "\n".join(lines)

    def _object(self, value: object, shape: Shape, depth: int, where: str) -> list[str]:
        if not isinstance(value, dict):
            raise invalid(f"{where}: an object is expected")
        return self._fields(value, shape, depth, where)

    def _read_caption(self, value: object, depth: int, where: str) -> str:
        return "\n".join(self._object(value, CAPTION, depth, where))

    def _read_cells(self, value: object, depth: int, where: str) -> str:
        check_grid(value)
        lines = []
        for row in value:
            self._count_block(depth)
            cells = ["".join(self._object(cell, CELL, depth, where)) for cell in row]
            lines.append(" | ".join(cells))
        return "\n".join(lines)

    def _read_span(self, value: object, depth: int, where: str) -> str:
        return ""  # checked with the grid

    def _read_file(self, value: object, depth: int, where: str) -> str:
        raise bad_request("wrong file identifier/HTTP URL specified")  # no file was ever uploaded

    def _read_buttons(self, value: object, depth: int, where: str) -> str:
        if not isinstance(value, list) or not 1 <= len(value) <= MOST_BUTTONS:
            raise invalid(f"{where}: 1 to {MOST_BUTTONS} buttons stand in a row")
        return " ".join(self._read_button(one, depth, where) for one in value)

    def _read_button(self, value: object, depth: int, where: str) -> str:
        if not isinstance(value, dict) or len(BUTTON_KINDS & set(value)) != 1:
            raise invalid(f"{where}: a button does one thing")
        data = value.get("callback_data")
        if data is not None and not 1 <= len(str(data).encode()) <= _LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
        shown = self._text(value.get("text"), depth + 1, where)
        self.buttons.append(value | {"text": shown})
        return f"[{shown}]"


def read_rich(value: object, *, is_draft: bool = False) -> Rich:
    """Accept an InputRichMessage. Raises Refusal."""
    if not isinstance(value, dict):
        raise bad_request("can't parse rich message JSON object")
    forms = [name for name in ("html", "markdown", "blocks") if value.get(name)]
    if len(forms) > 1:
        raise invalid("exactly one of html, markdown and blocks must be used")
    if forms in (["html"], ["markdown"]):
        raise invalid("this server of ours takes blocks only")
    walk = _Walk(is_draft=is_draft)
    shown = walk.blocks(value.get("blocks"), 1)
    walk.end()
    return Rich(value["blocks"], shown, walk.urls, walk.references, walk.buttons)


def render_blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks as a Message has them: items of lists get their labels."""
    return [_render(block) for block in blocks]


def _render(block: dict[str, Any]) -> dict[str, Any]:
    rendered = dict(block)
    if "blocks" in block:
        rendered["blocks"] = render_blocks(block["blocks"])
    if "items" in block:
        labelled = enumerate(block["items"], 1)
        rendered["items"] = [_render(item | {"label": _label(item, n)}) for n, item in labelled]
    return rendered


def _label(item: dict[str, Any], number: int) -> str:
    return f"{item.get('value', number)}." if item.get("type") else "•"
