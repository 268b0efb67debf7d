"""Checks the lexicon's files: `python -m retrieval.lexicon.check`.

Tells of lines that break the rules of README.md: malformed ones, repeats (every pair of their
members stands on other lines), circles (members that the analyser makes one), and members that
the analyser cannot match to themselves.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from pathlib import Path
from typing import NamedTuple

from corpus.document import Language
from retrieval.analysis.folding import fold
from retrieval.analysis.stemming import stem
from retrieval.analysis.stopwords import is_stopword
from retrieval.lexicon.expansion import GROUPS, Lexicon

_LONGEST_PHRASE = 4  # words, a hyphenated one counting as one
_MEMBER = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_KAZAKH_LETTERS = re.compile("[әғқңөұүһі]")


class Problem(NamedTuple):
    """A line that breaks a rule, and which."""

    place: str
    rule: str
    line: str


class Line(NamedTuple):
    """A concept as it is written, with its place."""

    place: str
    text: str

    def columns(self) -> list[list[str]]:
        """The members of both languages."""
        return [
            [member.strip() for member in column.split("|") if member.strip()]
            for column in self.text.split("\t")
        ]


def check(files: Iterable[Path]) -> Iterator[Problem]:
    """Yield every line that breaks a rule, in order."""
    seen: set[tuple[str, str]] = set()
    for line in _lines(files):
        for rule in (*_malformed(line), *_unmatched(line)):
            yield Problem(line.place, rule, line.text)
        pairs = set(_pairs(line))
        if pairs <= seen:
            yield Problem(line.place, "repeat", line.text)
        seen |= pairs


def _lines(files: Iterable[Path]) -> Iterator[Line]:
    for file in files:
        for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if text.strip() and not text.startswith("#"):
                yield Line(f"{file.name}:{number}", text)


def _malformed(line: Line) -> Iterator[str]:
    columns = line.columns()
    if len(columns) != 2:
        yield "not two columns"
        return
    members = [*columns[0], *columns[1]]
    if len(members) < 2:
        yield "nothing to stand for"
    for member in members:
        if not _MEMBER.fullmatch(member) or len(member.split()) > _LONGEST_PHRASE:
            yield f"no lemma or phrase of four words: {member}"
        elif all(map(is_stopword, member.replace("-", " ").split())) and " " in member:
            yield f"stop words alone: {member}"
    if any(map(_KAZAKH_LETTERS.search, columns[1])):
        yield "Kazakh letters in the Russian column"


def _unmatched(line: Line) -> Iterator[str]:
    """Members of one column that are one to the analyser, or that no question would find."""
    for language, members in zip(Language, line.columns(), strict=False):
        keys = [_key(member, language) for member in members]
        for one, other in combinations(range(len(keys)), 2):
            if keys[one] == keys[other]:
                yield f"circle: {members[one]} = {members[other]}"
    lexicon = Lexicon([line.text])
    for member in chain.from_iterable(line.columns()):
        if not lexicon.expand(member.replace("-", " ").lower().split()):
            yield f"never found: {member}"


def _key(member: str, language: Language) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in member.replace("-", " ").split())


def _pairs(line: Line) -> Iterator[tuple[str, str]]:
    """All pairs of members that the line makes stand for one another."""
    columns = zip("kr", line.columns(), strict=False)
    members = sorted(f"{side}:{fold(member)}" for side, column in columns for member in column)
    yield from combinations(members, 2)


def main() -> int:
    """Print every problem; the exit code tells whether there was one."""
    problems = list(check(sorted(GROUPS.glob("*.tsv"))))
    for problem in problems:
        print(f"{problem.place}: {problem.rule}\n    {problem.line}")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
