"""The grid of a table: rows of cells that may span several columns and rows."""

from typing import Any

from tests.bot_api.refusals import bad_request

MOST_COLUMNS = 20


def check_grid(rows: object) -> None:
    """Raise Refusal for what is no rectangle of at most 20 columns."""
    if not isinstance(rows, list) or not rows:
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    widths = _widths(rows)
    if max(widths) > MOST_COLUMNS:
        raise bad_request("RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH")
    if len(set(widths)) > 1:
        raise bad_request(f"RICH_MESSAGE_INVALID: the rows of a table have {widths} columns")


def _widths(rows: list[Any]) -> list[int]:
    """The columns that each row covers, with what reaches down from the rows above."""
    widths = [0] * len(rows)
    for top, row in enumerate(rows):
        if not isinstance(row, list) or not row:
            raise bad_request("RICH_MESSAGE_INVALID: a row of a table has no cells")
        for cell in row:
            columns, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if top + height > len(rows):
                raise bad_request("RICH_MESSAGE_INVALID: a cell reaches below its table")
            for reached in range(top, top + height):
                widths[reached] += columns
    return widths


def _span(cell: object, name: str) -> int:
    value = cell.get(name, 1) if isinstance(cell, dict) else None
    value = 1 if value is None and isinstance(cell, dict) else value
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise bad_request(f"RICH_MESSAGE_INVALID: {name} of a cell is no number from 1")
    return value
