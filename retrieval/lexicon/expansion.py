"""What else a word or phrase of a question may be called, in both languages."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.ngrams import shared_beginning
from retrieval.analysis.stemming import stem

GROUPS = Path(__file__).parent / "groups"
_BUCKET = 3
_LONGEST_PHRASE = 6
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

    A line is parsed, and its words stemmed, only when a question has a word that begins like one
    of its wordings, so that loading stays a matter of milliseconds.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Take lines of `kk | kk<TAB>ru | ru`; comments and blank lines are passed over."""
        self._lines = [line.lower() for line in lines if line.strip() and not line.startswith("#")]
        self._buckets: dict[str, list[int]] = defaultdict(list)
        self._shelves: dict[str, Mapping[tuple[Language, str], Sequence[Member]]] = {}
        for concept, line in enumerate(fold("".join(self._lines)).split("\n")):
            for wording in line.replace("\t", "|").split("|"):
                beginning = wording.lstrip()[:_BUCKET].replace("-", " ").partition(" ")[0]
                if beginning:
                    self._buckets[beginning].append(concept)

    def __len__(self) -> int:
        """How many concepts there are."""
        return len(self._lines)

    def read_all(self) -> None:
        """Parse every line now, for a process that stays: no question waits for it later."""
        for beginning in self._buckets:
            self._shelf(beginning)

    def expand(self, words: Sequence[str]) -> list[Expansion]:
        """Return the other wordings of every word and phrase that an entry names."""
        found: dict[tuple[int, int, tuple[str, ...]], Expansion] = {}
        for first in range(len(words)):
            for member, trust in self._matches(words[first : first + _LONGEST_PHRASE]):
                last = first + len(member.words) - 1
                for other in _members(self._lines[member.concept], member.concept):
                    key = (first, last, other.words)
                    if other.words != member.words and trust > getattr(found.get(key), "trust", 0):
                        found[key] = Expansion(first, last, other.words, other.language, trust)
        return list(found.values())

    def languages_of(self, word: str) -> frozenset[Language]:
        """The languages in which an entry begins with that word, in any form of it."""
        shelf = self._shelf(fold(word)[:_BUCKET])
        return frozenset(one for one in Language if shelf.get((one, stem(word, one))))

    def stems(self, beginning: str) -> frozenset[str]:
        """The stems of the first words of entries that begin so."""
        keys = self._sorted_keys[bisect_left(self._sorted_keys, beginning) :]
        shelves = map(self._shelf, takewhile(lambda key: key.startswith(beginning), keys))
        return frozenset(entry for shelf in shelves for _, entry in shelf)

    @cached_property
    def _sorted_keys(self) -> Sequence[str]:
        return sorted(self._buckets)

    def _matches(self, words: Sequence[str]) -> Iterator[tuple[Member, float]]:
        """Yield entries that begin the words, with their trust; near ones for want of exact."""
        shelf = self._shelf(fold(words[0])[:_BUCKET])
        stems = {language: stem(words[0], language) for language in Language}
        exact = [m for key in stems.items() for m in shelf.get(key, ()) if _goes_on(m, words)]
        yield from ((member, 1.0) for member in exact)
        if not exact:
            for (language, entry), members in shelf.items():
                if _is_near(entry, stems[language]):
                    yield from ((m, _NEAR_TRUST) for m in members if _goes_on(m, words))

    def _shelf(self, key: str) -> Mapping[tuple[Language, str], Sequence[Member]]:
        """The entries whose first word begins so, by the stem of that word."""
        if key not in self._shelves:
            shelf: dict[tuple[Language, str], list[Member]] = defaultdict(list)
            for concept in dict.fromkeys(self._buckets.get(key, ())):
                for member in _members(self._lines[concept], concept):
                    if fold(member.words[0]).startswith(key):
                        shelf[member.language, stem(member.words[0], member.language)].append(
                            member
                        )
            self._shelves[key] = dict(shelf)
        return self._shelves[key]


@lru_cache(maxsize=50_000)
def _members(line: str, concept: int) -> tuple[Member, ...]:
    return tuple(
        Member(tuple(wording.replace("-", " ").split()), language, concept)
        for language, column in zip(Language, line.split("\t"), strict=False)
        for wording in column.split("|")
        if wording.strip()
    )


def _goes_on(member: Member, words: Sequence[str]) -> bool:
    """Whether the words after the first are those of the entry, in any form."""
    if len(member.words) > len(words):
        return False
    pairs = zip(member.words[1:], words[1:], strict=False)
    return all(stem(a, member.language) == stem(b, member.language) for a, b in pairs)


def _is_near(entry: str, word: str) -> bool:
    """Whether two stems differ by their last letters alone."""
    shared = shared_beginning(entry, word)
    return shared >= _NEAR_PREFIX and max(len(entry), len(word)) - shared <= _NEAR_REST


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of the package; loaded once."""
    files = sorted(GROUPS.glob("*.tsv"))
    return Lexicon(
        f"{line}\n" for file in files for line in file.read_text(encoding="utf-8").splitlines()
    )
