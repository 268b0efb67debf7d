"""Which Constitution a text is: that of 1995, a draft of 2026, or the one that was adopted.

An edition is named by its date in ISO form, as a Document's `version` holds it.
"""

import re

OF_1995 = "1995-08-30"
DRAFT_OF_JANUARY = "2026-01-31"
DRAFT_OF_FEBRUARY = "2026-02-12"
ADOPTED = "2026-03-15"
DRAFTS = (DRAFT_OF_FEBRUARY, DRAFT_OF_JANUARY)
NEW_EDITIONS = (ADOPTED, *DRAFTS)
EDITIONS = (OF_1995, *NEW_EDITIONS)

_NEW = re.compile("Құрылтай|Курулта")
_DRAFT = re.compile(r"^\W*(?:ЖОБА|ПРОЕКТ|Жоба|Проект)\b", re.MULTILINE)
# Letters from the beginning, where a draft says that it is one.
_HEAD = 500


def edition_of(text: str, name: str) -> str:
    """Tell the edition by what only the new Constitution has, and a draft by its head.

    Of the drafts the later is meant unless the file's `name` dates it.
    """
    if not _NEW.search(text):
        return OF_1995
    if _DRAFT.search(text[:_HEAD]) or re.search("draft|жоба|проект", name, re.IGNORECASE):
        return DRAFT_OF_JANUARY if DRAFT_OF_JANUARY in name else DRAFT_OF_FEBRUARY
    return ADOPTED


def is_new(version: str) -> bool:
    """Whether an edition is of 2026: its drafts and the adopted text number articles alike."""
    return version in NEW_EDITIONS
