"""Which Constitution a question is about: the new one, its draft, that of 1995, or old and new."""

import re
from enum import Enum

from corpus.edition import ADOPTED, DRAFTS, OF_1995
from retrieval.filter import Filter


class Scope(Enum):
    """The editions that an answer is taken from."""

    NEW = "new"
    DRAFT = "draft"
    OLD = "old"
    BOTH = "both"

    def covers(self, version: str) -> bool:
        """Whether the text of an article may be of that version, a law's own or none."""
        named = {Scope.OLD: (OF_1995,), Scope.DRAFT: DRAFTS}.get(self)
        return version in named if named else version != OF_1995

    def filters(self, held: frozenset[str]) -> tuple[Filter, ...]:
        """What each search of an answer is narrowed to, of the editions held; the new one first.

        The draft is not quoted where there is the text that was adopted, nor that one for it.
        """
        superseded = DRAFTS if ADOPTED in held else ()
        new = Filter(excluded_versions=frozenset((OF_1995, *superseded)))
        draft = Filter(excluded_versions=frozenset((OF_1995, ADOPTED)))
        old = Filter(versions=frozenset((OF_1995,)))
        return {
            Scope.NEW: (new,),
            Scope.DRAFT: (draft,),
            Scope.OLD: (old,),
            Scope.BOTH: (new, old),
        }[self]


_CONSTITUTION = r"(?:(?:ата|негізгі|основн\w+) за[ңнк]\w*|конституци\w*)"
_IN_1995 = r"1995(?:[\s-]*(?:жыл\w*|ж\.|год\w*|г\.))?"
# The Constitution of 1995 by its year or as the old one.
_OLD = re.compile(
    rf"\b{_IN_1995}\s*{_CONSTITUTION}|{_CONSTITUTION}\s+(?:от\s+)?{_IN_1995}|\b{_IN_1995}"
    rf"|\b(?:ескі|ески|бұрынғы|бурынгы|стар\w+|прежн\w+|предыдущ\w+)\s+{_CONSTITUTION}",
    re.IGNORECASE,
)
# The draft: not «проект закона», nor a project of any other kind.
_DRAFT = re.compile(
    rf"\bпроект\w*\s+(?:нов\w+\s+)?{_CONSTITUTION}|{_CONSTITUTION}\w*\s+жоба\w*"
    r"|\b(?:в|по)\s+(?:нов\w+\s+)?проект[еу]\b(?!\s+(?:закон|нац|бюджет|указ))"
    r"|\b(?:жаңа\s+)?жоба(?:да|сында)?\b(?=\s+бойынша|\s+қан|\s+не\b|\s+кім)",
    re.IGNORECASE,
)
# Words that set two texts side by side, and those that ask how things were before.
_COMPARING = re.compile(
    r"\b(?:салыстыр\w*|айырмашыл\w+|не\s+(?:өзгер|озгер|жаңал|жанал)\w*|сравни\w*|отлич\w+"
    r"|разниц\w+|(?:что|как)\s+(?:из|по)мен\w+|что\s+нового"
    r"|раньше|бұрын|бурын|прежде)\b",
    re.IGNORECASE,
)


def scope_of(question: str, held: frozenset[str]) -> Scope:
    """Tell from its words which of the editions held a question is about; unless told, the new."""
    has_old, has_draft = OF_1995 in held, not held.isdisjoint(DRAFTS)
    if (has_old or (has_draft and ADOPTED in held)) and _COMPARING.search(question):
        return Scope.BOTH
    if has_old and _OLD.search(question):
        return Scope.OLD
    if has_draft and _DRAFT.search(question):
        return Scope.DRAFT
    return Scope.NEW


def without_scope(question: str) -> str:
    """Return what is asked of the editions: the words that only name them are left out.

    A question of nothing else comes back as it is.
    """
    subject = _COMPARING.sub(" ", _OLD.sub(" ", question))
    return subject if any(map(str.isalpha, subject)) else question
