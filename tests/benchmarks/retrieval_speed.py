"""Indexing and search speed beside bm25s, rank-bm25 and SQLite FTS5: `make bench-retrieval`.

    python -m tests.benchmarks.retrieval_speed [--passages 1000 100000 …]

All engines hold the same passages, generated from the vocabulary of the lexicon and the seeds with
Zipf's frequencies, and answer the same questions in the same run; times are medians over the
questions. `atazan lexical` is the channel with analysis and expansion of the question, `atazan`
the whole retriever with alignment; the same with the vectors of the model in the box beside it,
of which every one is looked at. An engine is left out above the size at which it takes minutes.
"""

import argparse
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.default import default_corpus
from corpus.document import Document, Language
from retrieval.analysis.words import words_of
from retrieval.dense import DenseChannel
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import load_lexicon
from retrieval.lexicon.expansion import GROUPS
from retrieval.local_vectors import LocalVectors
from retrieval.query import build_query
from retrieval.retriever import Retriever
from retrieval.segmentation import segment
from retrieval.static_embedding import StaticEmbedder

Search = Callable[[str], object]
Add = Callable[[Document], object]

_QUESTIONS = 400
# So many are asked before the clock starts: a bot that has run for minutes has met most words.
_WARMING = 300
_ADDED = 5
_WORDS_A_PASSAGE = 30
_PASSAGES_A_DOCUMENT = 20
_WITH_VECTORS = "atazan with vectors"
_LARGEST = {
    "rank-bm25": 10_000,
    "bm25s": 200_000,
    "SQLite FTS5 trigram": 200_000,
    _WITH_VECTORS: 200_000,
}


def vocabulary() -> list[str]:
    """The words of the seeds and of the lexicon's Kazakh column, the frequent ones first."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted(default_corpus()[0].iterdir())]
    groups = [path.read_text(encoding="utf-8") for path in sorted(GROUPS.glob("*.tsv"))]
    words = [word.text.lower() for text in (*seeds, *groups) for word in words_of(text)]
    return list(dict.fromkeys(words))


def documents(passages: int, dice: random.Random) -> Iterator[Document]:
    """Generate Documents of twenty passages each."""
    words = vocabulary()
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(passages // _PASSAGES_A_DOCUMENT):
        drawn = dice.choices(words, weights, k=_WORDS_A_PASSAGE * _PASSAGES_A_DOCUMENT)
        lines = (
            " ".join(drawn[start : start + _WORDS_A_PASSAGE]).capitalize() + "."
            for start in range(0, len(drawn), _WORDS_A_PASSAGE)
        )
        yield Document(f"d{number}", f"Құжат {number}", "\n".join(lines), Language.KK)


def questions(dice: random.Random) -> list[str]:
    """Six words each, from the vocabulary's middle: neither stop words nor all unknown."""
    words = vocabulary()[200:8000]
    return [" ".join(dice.sample(words, 6)) for _ in range(_QUESTIONS)]


def median_ms(search: Search, asked: list[str]) -> float:
    """Median wall time of a search, warm, in milliseconds."""
    for question in asked[:_WARMING]:
        search(question)
    times = []
    for question in asked[_WARMING:]:
        begun = time.perf_counter()
        search(question)
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def build_atazan(folder: Path, corpus: list[Document]) -> tuple[Search, Search, Add]:
    """Index into a home: search by the channel alone, by the whole retriever, and adding more."""
    catalogue = Catalogue(folder / "catalogue.sqlite")
    catalogue.add(corpus)
    lexical, lexicon = LexicalChannel(folder / "lexical"), load_lexicon()
    retriever = Retriever(catalogue, lexical, lexicon)
    retriever.index()
    return (
        lambda question: lexical.search(build_query(question, Language.KK, lexicon), 10),
        lambda question: retriever.search(question, Language.KK, 10),
        lambda document: (catalogue.add([document]), retriever.index()),
    )


def build_with_vectors(folder: Path) -> Search:
    """Add vectors to the home that `build_atazan` has filled."""
    catalogue, lexical = Catalogue(folder / "catalogue.sqlite"), LexicalChannel(folder / "lexical")
    dense = DenseChannel(LocalVectors(folder / "vectors"), StaticEmbedder())
    retriever = Retriever(catalogue, lexical, load_lexicon(), dense)
    retriever.index()
    return lambda question: retriever.search(question, Language.KK, 10)


def build_fts5(texts: list[str]) -> Search:
    """SQLite's own full-text search over trigrams, in memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='trigram')")
    connection.executemany("INSERT INTO t VALUES (?)", ((text,) for text in texts))
    statement = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10"

    def search(question: str) -> object:
        words = (word for word in question.split() if len(word) >= 3)
        return connection.execute(statement, (" OR ".join(f'"{w}"' for w in words),)).fetchall()

    return search


def build_bm25s(texts: list[str]) -> Search:
    """Build bm25s over lower-case words."""
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
    return lambda question: index.retrieve(
        bm25s.tokenize(question, stopwords=None, show_progress=False), k=10, show_progress=False
    )


def build_rank_bm25(texts: list[str]) -> Search:
    """Build rank-bm25 over lower-case words."""
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([text.lower().split() for text in texts])
    return lambda question: index.get_top_n(question.split(), texts, n=10)


def measure(passages: int) -> None:
    """Print the rows of one size."""
    dice = random.Random(passages)
    corpus, asked = list(documents(passages, dice)), questions(dice)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        channel, whole, add = build_atazan(Path(folder), corpus)
        seconds = time.perf_counter() - begun
        show(passages, "atazan lexical", median_ms(channel, asked), seconds)
        show(passages, "atazan", median_ms(whole, asked), seconds)
        show_adding(passages, add)
        if passages <= _LARGEST[_WITH_VECTORS]:
            begun = time.perf_counter()
            search = build_with_vectors(Path(folder))
            seconds += time.perf_counter() - begun
            show(passages, _WITH_VECTORS, median_ms(search, asked), seconds)
    texts = [passage.text for document in corpus for passage in segment(document)]
    rivals = {
        "SQLite FTS5 trigram": build_fts5,
        "bm25s": build_bm25s,
        "rank-bm25": build_rank_bm25,
    }
    for name, build in rivals.items():
        if passages <= _LARGEST[name]:
            begun = time.perf_counter()
            search = build(texts)
            show(passages, name, median_ms(search, asked), time.perf_counter() - begun)


def show_adding(passages: int, add: Add) -> None:
    """Print how long one Document more takes until it is found."""
    times = []
    for number in range(_ADDED):
        begun = time.perf_counter()
        add(Document(f"new{number}", "Жаңа құжат", f"Жаңа құжат {number}.", Language.KK))
        times.append(time.perf_counter() - begun)
    print(f"| {passages:,} | atazan, a Document added, s | {statistics.median(times):.2f} | | |")


def show(passages: int, name: str, milliseconds: float, seconds: float) -> None:
    """Print one row of the Markdown table."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = passages / seconds
    print(f"| {passages:,} | {name} | {milliseconds:.2f} | {rate:,.0f} | {peak:,.0f} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 100_000])
    print("| passages | engine | p50, ms | passages indexed a second | peak memory, MB |")
    print("|---|---|---|---|---|")
    for passages in parser.parse_args().passages:
        measure(passages)


if __name__ == "__main__":
    main()
