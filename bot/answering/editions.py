"""Which Constitution a question is about: the new one, that of 1995, or both side by side."""

import re
from enum import Enum

from corpus.edition import OF_1995
from retrieval.filter import Filter


class Scope(Enum):
    """The editions that an answer is taken from."""

    NEW = "new"
    OLD = "old"
    BOTH = "both"

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What each search of an answer is narrowed to; the new text comes first."""
        new = Filter(excluded_versions=frozenset((OF_1995,)))
        old = Filter(versions=frozenset((OF_1995,)))
        return {Scope.NEW: (new,), Scope.OLD: (old,), Scope.BOTH: (new, old)}[self]


_CONSTITUTION = r"(?:(?:ата|негізгі|основн\w+) за[ңнк]\w*|конституци\w*)"
_IN_1995 = r"1995(?:[\s-]*(?:жыл\w*|ж\.|год\w*|г\.))?"
# The Constitution of 1995 by its year or as the old one.
_OLD = re.compile(
    rf"\b{_IN_1995}\s*{_CONSTITUTION}|{_CONSTITUTION}\s+(?:от\s+)?{_IN_1995}|\b{_IN_1995}"
    rf"|\b(?:ескі|ески|бұрынғы|бурынгы|стар\w+|прежн\w+|предыдущ\w+)\s+{_CONSTITUTION}",
    re.IGNORECASE,
)
# Words that set two texts side by side, and those that ask how things were before.
_COMPARING = re.compile(
    r"\b(?:салыстыр\w*|айырмашыл\w+|не\s+(?:өзгер|озгер|жаңал|жанал)\w*|сравни\w*|отлич\w+"
    r"|разниц\w+|(?:что|как)\s+(?:из|по)мен\w+|что\s+нового"
    r"|раньше|бұрын|бурын|прежде)\b",
    re.IGNORECASE,
)


def scope_of(question: str) -> Scope:
    """Tell from its words which editions a question is about; the new one unless they say."""
    if _COMPARING.search(question):
        return Scope.BOTH
    return Scope.OLD if _OLD.search(question) else Scope.NEW


def without_scope(question: str) -> str:
    """Return what is asked of the editions: the words that only name them are left out.

    A question of nothing else comes back as it is.
    """
    subject = _COMPARING.sub(" ", _OLD.sub(" ", question))
    return subject if any(map(str.isalpha, subject)) else question
