"""What else a word or phrase of a question may be called, in both languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import shared_beginning
from retrieval.analysis.stemming import stem

GROUPS = Path(__file__).parent / "groups"
_BUCKET = 3
_LONGEST_PHRASE = 4
# A stem that differs from an entry's by its last letters alone still names it, less surely.
_NEAR_PREFIX, _NEAR_REST, _NEAR_TRUST = 4, 2, 0.7


class Expansion(NamedTuple):
    """Other words for the question's words `first` to `last` (inclusive).

    `trust` (0–1) is how surely the entry is meant.
    """

    first: int
    last: int
    phrase: tuple[str, ...]
    language: Language
    trust: float


class Member(NamedTuple):
    """One wording of a concept: its words in lower case, and the line it stands on."""

    words: tuple[str, ...]
    language: Language
    concept: int


class Lexicon:
    """All concepts, found by the first letters of their wordings.

    Only wordings that share their first letters with a question's word are stemmed, so that
    loading stays a matter of milliseconds.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Read lines of `kk | kk<TAB>ru | ru`; comments and blank lines are passed over."""
        self._concepts: list[list[Member]] = []
        self._buckets: dict[str, list[Member]] = defaultdict(list)
        for line in lines:
            if line.strip() and not line.startswith("#"):
                self._add(line.rstrip("\n").lower())

    def _add(self, line: str) -> None:
        concept = len(self._concepts)
        columns = zip(Language, line.split("\t"), strict=False)
        members = [
            Member(tuple(wording.replace("-", " ").split()), language, concept)
            for language, column in columns
            for wording in column.split("|")
            if wording.strip()
        ]
        self._concepts.append(members)
        for member in members:
            self._buckets[fold(member.words[0][: _BUCKET + 1])[:_BUCKET]].append(member)

    def __len__(self) -> int:
        """How many concepts there are."""
        return len(self._concepts)

    def expand(self, words: Sequence[str]) -> list[Expansion]:
        """Return the other wordings of every word and phrase that an entry names."""
        found: dict[tuple[int, int, tuple[str, ...]], Expansion] = {}
        for first in range(len(words)):
            for member, trust in self._matches(words[first : first + _LONGEST_PHRASE]):
                last = first + len(member.words) - 1
                for other in self._concepts[member.concept]:
                    key = (first, last, other.words)
                    if other.words != member.words and trust > getattr(found.get(key), "trust", 0):
                        found[key] = Expansion(first, last, other.words, other.language, trust)
        return list(found.values())

    def _matches(self, words: Sequence[str]) -> Iterator[tuple[Member, float]]:
        """Yield entries that begin the words, with their trust; near ones for want of exact."""
        near: list[tuple[Member, float]] = []
        exact = False
        for member in self._buckets.get(fold(words[0])[:_BUCKET], ()):
            trust = _trust(member, words)
            if trust == 1:
                exact = True
                yield member, trust
            elif trust:
                near.append((member, trust))
        if not exact:
            yield from near


def _trust(member: Member, words: Sequence[str]) -> float:
    if len(member.words) > len(words):
        return 0.0
    pairs = zip(member.words, words, strict=False)
    return min(_likeness(entry, word, member.language) for entry, word in pairs)


def _likeness(entry: str, word: str, language: Language) -> float:
    entry_stem, word_stem = stem(entry, language), stem(word, language)
    if entry_stem == word_stem:
        return 1.0
    shared = shared_beginning(entry_stem, word_stem)
    rest = max(len(entry_stem), len(word_stem)) - shared
    return _NEAR_TRUST if shared >= _NEAR_PREFIX and rest <= _NEAR_REST else 0.0


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of the package; loaded once."""
    files = sorted(GROUPS.glob("*.tsv"))
    return Lexicon(line for file in files for line in file.open(encoding="utf-8"))
