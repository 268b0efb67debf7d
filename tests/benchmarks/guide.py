"""What the guide brings: golden questions on the Kazakh text alone, without it and with it.

    python -m tests.benchmarks.guide CORPORA

CORPORA holds `constitution-2026-kk.txt`. Prints how often the right article is the first passage
that is found, and among the first five.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import mean

from bot.answer import Status
from bot.quality.golden import GoldenQuestion, read_golden
from corpus.catalogue import Catalogue
from corpus.document import Language
from corpus.intake import take_in
from retrieval.dense import DenseChannel
from retrieval.guide import Guide
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import load_lexicon
from retrieval.local_vectors import LocalVectors
from retrieval.retriever import Retriever
from retrieval.static_embedding import StaticEmbedder
from tests.benchmarks.own_sets import GOLDEN

_DEPTH = 5


def questions() -> list[GoldenQuestion]:
    """Those that one article answers, and that do not name it."""
    return [
        golden
        for golden in read_golden(GOLDEN)
        if golden.expect is Status.ANSWERED
        and not golden.before
        and not {"article", "version"} & set(golden.tags)
    ]


def build_retriever(home: Path, text: Path, *, guided: bool) -> Retriever:
    """Index the text in a folder, with the guide or without."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    list(take_in(catalogue, [text]))
    dense = DenseChannel(LocalVectors(home / "vectors"), StaticEmbedder())
    lexical, guide = LexicalChannel(home / "lexical"), Guide(home / "guide") if guided else None
    retriever = Retriever(catalogue, lexical, load_lexicon(), dense, guide=guide)
    retriever.index()
    return retriever


def place(retriever: Retriever, golden: GoldenQuestion) -> int:
    """The place of the right article among the first passages, from 0; beyond them all if none."""
    found = retriever.search(golden.question, golden.language, _DEPTH)
    right = [evidence.passage.locator.article in golden.articles for evidence in found]
    return right.index(True) if True in right else _DEPTH


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    text = parser.parse_args().corpora / "constitution-2026-kk.txt"
    print("| | asked in | questions | first | among five |\n|---|---|---|---|---|")
    for guided in (False, True):
        with tempfile.TemporaryDirectory() as home:
            retriever = build_retriever(Path(home), text, guided=guided)
            for language in Language:
                places = [place(retriever, g) for g in questions() if g.language is language]
                first, five = mean(p == 0 for p in places), mean(p < _DEPTH for p in places)
                name = "with the guide" if guided else "without the guide"
                print(f"| {name} | {language} | {len(places)} | {first:.2f} | {five:.2f} |")


if __name__ == "__main__":
    main()
