"""Texts of others that are read for training where they are there, and never kept here.

`FOLDER/train/*.kk-ru.tsv` are pairs, `kk<TAB>ru` a line; `FOLDER/train/*.txt` Kazakh sentences, a
line each; `FOLDER/corpora/laws-ru/*.txt` laws. Whose they are stands in the model's card.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.document import Language

_LEAST_WORDS = 5
_PAIRS, _SENTENCES, _LAWS = "train/*.kk-ru.tsv", "train/*.txt", "corpora/laws-ru/*.txt"
# Names of countries, units and languages: they are words, and would be too many among sentences.
_NAMES = "cldr"
_BOUNDARY = re.compile(r"(?<=[.!?;])\s+|\n")


def read_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield Kazakh and Russian texts that say the same."""
    return _pairs(file for file in sorted(folder.glob(_PAIRS)) if not file.name.startswith(_NAMES))


def read_names(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield Kazakh and Russian names of the same thing."""
    return _pairs(file for file in sorted(folder.glob(_PAIRS)) if file.name.startswith(_NAMES))


def _pairs(files: Iterator[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        for line in _lines(file):
            kk, _, ru = line.partition("\t")
            if kk.strip() and ru.strip():
                yield kk.strip(), ru.strip()


def read_sentences(folder: Path, language: Language) -> Iterator[str]:
    """Yield sentences of one language, of five words or more."""
    files = sorted(folder.glob(_SENTENCES if language is Language.KK else _LAWS))
    for file in files:
        for line in _lines(file):
            yield from (part for part in _BOUNDARY.split(line) if _says_enough(part))


def _says_enough(sentence: str) -> bool:
    return len(sentence.split()) >= _LEAST_WORDS


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()
