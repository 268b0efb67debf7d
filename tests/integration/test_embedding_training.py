"""The model in the box: a small training for real, and the same vectors by numpy and by torch."""

import json
import shutil

import numpy
import pytest
import torch
from sentence_transformers import SentenceTransformer

from bot.models.shelf import read_record
from retrieval.static_embedding import Shape, StaticEmbedder
from retrieval.training.__main__ import train_model
from retrieval.training.optimisation import Schedule, contrast
from retrieval.training.texts import DATA

SHAPE = Shape(rows=4_000, dimension=32, shortest=3, longest=5)
SCHEDULE = Schedule(steps=30, batch=64, rate=0.05, measured_every=30)
TEXTS = ["Құрылтайда қанша депутат болады?", "qurultai degen ne", "", "Что такое закон? Закон!"]


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Some of the training texts of the repository."""
    folder = tmp_path_factory.mktemp("texts")
    for shape, count in (("parallel", 60), ("questions", 10), ("paraphrases", 5)):
        for file in sorted(DATA.glob(f"{shape}-*.jsonl"))[:1]:
            lines = file.read_text(encoding="utf-8").splitlines()[:count]
            (folder / file.name).write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(tmp_path_factory, own):
    def train(seed):
        folder = tmp_path_factory.mktemp("trained") / "tiny"
        train_model(folder, seed, SHAPE, SCHEDULE, own=own)
        return folder

    return train


@pytest.fixture(scope="module")
def model(trained):
    return trained(1)


def pairs(own):
    file = next(own.glob("parallel-*.jsonl"))
    records = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return zip(*((record["kk"], record["ru"]) for record in records), strict=True)


def test_training_brings_a_sentence_and_its_translation_together(model, own):
    embedder = StaticEmbedder(model)
    kk, ru = map(embedder.embed_passages, pairs(own))
    nearest = (kk @ ru.T).argmax(axis=1)
    assert (nearest == numpy.arange(len(kk))).mean() > 0.9


def test_the_same_seed_makes_the_same_model_and_another_one_another(model, trained):
    again, other = trained(1), trained(2)
    files = sorted(file.name for file in model.iterdir())
    assert [(again / name).read_bytes() for name in files] == [
        (model / name).read_bytes() for name in files
    ]
    assert (other / "table.npy").read_bytes() != (model / "table.npy").read_bytes()


def test_sentence_transformers_loads_the_folder_and_agrees_with_numpy(model):
    loaded = SentenceTransformer(
        str(model), device="cpu", local_files_only=True, trust_remote_code=True
    )
    rows = loaded.encode(TEXTS, show_progress_bar=False)
    assert loaded.get_embedding_dimension() == SHAPE.dimension
    assert rows == pytest.approx(StaticEmbedder(model).embed_passages(TEXTS), abs=1e-5)


def test_sentence_transformers_saves_what_it_has_loaded(model, tmp_path):
    loaded = SentenceTransformer(str(model), device="cpu", trust_remote_code=True)
    loaded.save(str(tmp_path / "saved"))
    saved, whole = StaticEmbedder(tmp_path / "saved"), StaticEmbedder(model)
    assert saved.embed_queries(TEXTS) == pytest.approx(whole.embed_queries(TEXTS), abs=1e-5)


def test_the_record_holds_the_digest_of_every_file(model, tmp_path):
    record = read_record(model / "atazan.toml")
    assert set(record.digests) == {file.name for file in model.iterdir()} - {"atazan.toml"}
    assert record.damaged() == []
    copy = shutil.copytree(model, tmp_path / "copy")
    (copy / "table.npy").write_bytes(b"other")
    assert read_record(copy / "atazan.toml").damaged() == ["table.npy"]


def test_contrast_is_least_where_pairs_are_likest():
    likest, unlike = torch.eye(4) * 9, torch.zeros(4, 4)
    assert contrast(likest, [None] * 4) < contrast(unlike, [None] * 4)
    assert float(contrast(unlike, [None] * 4)) == pytest.approx(numpy.log(4))


def test_texts_of_one_kind_are_no_negatives():
    likeness = torch.tensor([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert contrast(likeness, ["a", "a", "b"]) < contrast(likeness, ["a", "b", "c"])
    assert float(contrast(likeness, ["a", "a", "a"])) == pytest.approx(0)
