"""Trains the embedding model in the box: `python -m retrieval.training [--out DIR] [--seed N]`.

Reads the training texts of this repository, the lexicon and the guide, and, where `--shared` has
them, open texts and dev sets (`train/`, `corpora/`, `eval/`). The same seed, texts and threads
make the same model.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import torch

from retrieval.lexicon import load_lexicon
from retrieval.static_embedding import MODEL, Shape, write_table
from retrieval.training.encoder import Encoder, rarity
from retrieval.training.examples import Examples
from retrieval.training.material import Material, read_material
from retrieval.training.measuring import measure, read_dev_sets
from retrieval.training.model_folder import write_description
from retrieval.training.optimisation import Best, Schedule, train
from retrieval.training.texts import DATA
from retrieval.training.translation import Translator
from retrieval.training.vocabulary import Vocabulary

SHAPE = Shape(rows=60_000, dimension=256, shortest=3, longest=5)
_THREADS = 2


def train_model(
    out: Path,
    seed: int,
    shape: Shape = SHAPE,
    schedule: Schedule | None = None,
    shared: Path | None = None,
    own: Path = DATA,
) -> Best:
    """Train a model and write it into the folder `out`; `shared` holds open texts and dev sets."""
    torch.manual_seed(seed)
    torch.set_num_threads(_THREADS)
    dice = Random(seed)  # nosec B311 # repeatable on purpose
    vocabulary = Vocabulary(shape)
    material = read_material(vocabulary, dice, shared, own)
    print(json.dumps(material.sizes()), flush=True)
    encoder = Encoder(vocabulary, rarity(_texts(material), vocabulary))
    best = train(
        encoder,
        _examples(material, vocabulary, dice),
        schedule or Schedule(),
        _measurer(encoder, shared),
        lambda line: print(line, flush=True),
    )
    write_table(out, best.table, shape)
    told = {"seed": seed, "step": best.step, "texts": material.sizes(), "nDCG@10": best.figures}
    write_description(out, told)
    return best


def _texts(material: Material) -> list[tuple[int, ...]]:
    """Texts to count words in: every pair, and what there is in each language."""
    pairs = [text for pair in material.pairs for text in pair]
    return [*pairs, *(text for texts in material.sentences.values() for text in texts)]


def _examples(material: Material, vocabulary: Vocabulary, dice: Random) -> Examples:
    translator = Translator(vocabulary, load_lexicon(), dice)
    for language, texts in material.sentences.items():
        translator.learn_forms(texts, language)
    return Examples(material, translator, vocabulary, dice)


def _measurer(encoder: Encoder, shared: Path | None) -> Callable[[], dict[str, float]]:
    dev_sets = read_dev_sets(shared / "eval") if shared else []
    return lambda: {one.name: round(measure(one, encoder.embed), 4) for one in dev_sets}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the model that the program ships, or another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, help="a folder of open texts and dev sets")
    told = parser.parse_args(arguments)
    train_model(told.out, told.seed, shared=told.shared)


if __name__ == "__main__":
    main()
