"""Each part of the search alone and taken away, on every BEIR set: `make ablation`.

    python -m tests.benchmarks.ablation FOLDER [--sample N]

FOLDER holds the sets (`../shared/eval`). Prints a Markdown table of nDCG@10 with the difference to
the default and its 95% interval by paired bootstrap; `*` where the interval leaves out zero.
"""

import argparse
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from bot.quality.retrieval import RetrievalSet, measure, read_set, run_queries
from bot.quality.statistics import paired_difference
from corpus.catalogue import Catalogue
from corpus.intake import take_in
from retrieval.assessment import Ranking
from retrieval.dense import DenseChannel
from retrieval.fusion import ChannelWeights
from retrieval.lexical import LexicalChannel
from retrieval.lexicon import Lexicon, load_lexicon
from retrieval.local_vectors import LocalVectors
from retrieval.retriever import Retriever
from retrieval.static_embedding import StaticEmbedder
from retrieval.weighting import Weights

_PLAIN_RANKING = Ranking(0, 0, 1, 1, 1, 1, 1, {})
_BOTH, _LEXICAL, _DENSE = ChannelWeights(), ChannelWeights(dense=0), ChannelWeights(lexical=0)
_DIFFERENCE = "nDCG@10"


@dataclass(frozen=True)
class Variant:
    """One configuration of the search."""

    name: str
    weights: Weights = field(default_factory=Weights)
    ranking: Ranking = field(default_factory=Ranking)
    with_lexicon: bool = True
    corrects_spelling: bool = True
    channels: ChannelWeights = _BOTH


VARIANTS = (
    Variant("default"),
    Variant("without the dense channel", channels=_LEXICAL),
    Variant("the dense channel alone", ranking=_PLAIN_RANKING, channels=_DENSE),
    Variant(
        "4-grams alone",
        Weights(stems=0, title=0, rarity=0),
        _PLAIN_RANKING,
        with_lexicon=False,
        channels=_LEXICAL,
    ),
    Variant(
        "stems alone",
        Weights(grams=0, title=0, rarity=0),
        _PLAIN_RANKING,
        with_lexicon=False,
        channels=_LEXICAL,
    ),
    Variant("without 4-grams", Weights(grams=0)),
    Variant("without stems", Weights(stems=0)),
    Variant("without titles", Weights(title=0)),
    Variant("without the lexicon", with_lexicon=False),
    Variant("without translations", Weights(translation=0)),
    Variant("without corrections of spelling", corrects_spelling=False),
    Variant("without synonyms", Weights(synonym=0)),
    Variant("stop words in full", Weights(stopword=1)),
    Variant("plain idf", Weights(rarity=0)),
    Variant("without alignment", ranking=_PLAIN_RANKING),
)


def evaluate(folder: Path, variant: Variant, home: Path, sample: RetrievalSet) -> list[float]:
    """Return nDCG@10 of every query, by id; the index in `home` is made at the first call."""
    catalogue = Catalogue(home / "catalogue.sqlite")
    lexical = LexicalChannel(home / "lexical", variant.weights)
    dense = DenseChannel(LocalVectors(home / "vectors"), StaticEmbedder())
    lexicon = load_lexicon() if variant.with_lexicon else Lexicon([])
    retriever = Retriever(
        catalogue,
        lexical,
        lexicon,
        dense,
        variant.channels,
        ranking=variant.ranking,
        corrects_spelling=variant.corrects_spelling,
    )
    if not len(catalogue):
        list(take_in(catalogue, [folder / "corpus.jsonl"]))
        retriever.index()
    values = measure(run_queries(retriever, sample.queries), sample)[_DIFFERENCE]
    catalogue.close()
    return values


def first(retrieval_set: RetrievalSet, count: int) -> RetrievalSet:
    """The first queries of a set, by id."""
    kept = sorted(retrieval_set.queries)[:count]
    return RetrievalSet(
        {key: retrieval_set.queries[key] for key in kept},
        {key: retrieval_set.qrels[key] for key in kept},
    )


def column(folder: Path, count: int) -> list[str]:
    """The cells of one set, a variant each."""
    sample = first(read_set(folder), count)
    with tempfile.TemporaryDirectory() as home:
        values = [evaluate(folder, variant, Path(home), sample) for variant in VARIANTS]
    return [f"{mean(values[0]):.3f}", *(_cell(those, values[0]) for those in values[1:])]


def _cell(values: list[float], default: list[float]) -> str:
    difference = paired_difference(values, default)
    mark = "" if difference.is_noise else "*"
    ends = f"{difference.low:+.3f} … {difference.high:+.3f}"
    return f"{mean(values):.3f} ({difference.mean:+.3f}; {ends}){mark}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=10_000, help="queries a set, at most")
    arguments = parser.parse_args()
    folders = sorted(path.parent for path in arguments.folder.glob("*/queries.jsonl"))
    columns = [column(folder, arguments.sample) for folder in folders]
    print("| | " + " | ".join(folder.name for folder in folders) + " |")
    print("|---|" + "---|" * len(folders))
    for number, variant in enumerate(VARIANTS):
        print(f"| {variant.name} | " + " | ".join(cells[number] for cells in columns) + " |")


if __name__ == "__main__":
    main()
