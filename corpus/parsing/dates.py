"""Dates as metadata write them."""

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def date_in(text: str) -> date | None:
    """Return the day that a text names as 2026-02-02, with a time or without; None for none."""
    found = _DAY.search(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
