"""Embedding models on disk: their vectors, their prefixes, and what is said of broken ones."""

import shutil

import numpy
import pytest
from sentence_transformers import SentenceTransformer

from retrieval.embedding import SentenceTransformerEmbedder
from retrieval.errors import ModelError
from tests.integration.dense.asking import QUESTION, passages_of, said
from tests.tiny_models import write_tiny_static_model


def test_embeddings_are_float32_rows_of_length_one(embedder, documents):
    texts = [passage.text for passage in passages_of(documents)]
    for rows in (embedder.embed_passages(texts), embedder.embed_queries(texts)):
        assert (rows.shape, rows.dtype) == ((len(texts), embedder.dimension), numpy.float32)
        assert numpy.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)


def test_questions_and_passages_get_the_prefixes_of_the_model(model, embedder):
    plain = SentenceTransformer(str(model), device="cpu", local_files_only=True)
    as_query, as_passage = embedder.embed_queries([QUESTION]), embedder.embed_passages([QUESTION])
    for prefix, row in (("query: ", as_query), ("passage: ", as_passage)):
        spelled = plain.encode([prefix + QUESTION], prompt="", normalize_embeddings=True)
        assert numpy.allclose(row, spelled, atol=1e-5)
    assert not numpy.allclose(as_query, as_passage, atol=1e-3)


def test_other_weights_of_the_same_name_and_size_are_another_model(tmp_path):
    first, second = (
        SentenceTransformerEmbedder(
            write_tiny_static_model(tmp_path / f"{seed}" / "tiny", 16, seed)
        )
        for seed in (0, 1)
    )
    assert first.dimension == second.dimension
    assert first.name != second.name
    assert all(embedder.name.startswith("tiny@") for embedder in (first, second))


def test_a_copy_of_a_model_is_the_same_model(tmp_path, model, embedder):
    shutil.copytree(model, tmp_path / "elsewhere" / "tiny")
    assert SentenceTransformerEmbedder(tmp_path / "elsewhere" / "tiny").name == embedder.name


RECORDS = {
    "those of its record": ('query = "сұрақ: "\npassage = "мәтін: "', "сұрақ: ", "мәтін: "),
    "its own, the record naming none": ('query = ""\npassage = ""', "query: ", "passage: "),
    "one of two": ('query = "сұрақ: "\npassage = ""', "сұрақ: ", ""),
}


@pytest.mark.parametrize("record", RECORDS)
def test_a_model_with_a_record_gets_its_prefixes(tmp_path, transformer, record):
    folder = shutil.copytree(transformer, tmp_path / "tiny")
    written, query_prefix, passage_prefix = RECORDS[record]
    (folder / "atazan.toml").write_text(f'kind = "embedding"\n[prefix]\n{written}\n')
    embedder = SentenceTransformerEmbedder(folder)
    plain = SentenceTransformer(str(transformer), device="cpu", local_files_only=True)
    for prefix, row in (
        (query_prefix, embedder.embed_queries([QUESTION])),
        (passage_prefix, embedder.embed_passages([QUESTION])),
    ):
        spelled = plain.encode([prefix + QUESTION], prompt="", normalize_embeddings=True)
        assert numpy.allclose(row, spelled, atol=1e-5)


@pytest.mark.parametrize("record", ["[prefix", 'prefix = "query: "', "[prefix]\nquery = 1\n"])
def test_a_record_that_is_damaged_is_told(tmp_path, transformer, record):
    folder = shutil.copytree(transformer, tmp_path / "tiny")
    (folder / "atazan.toml").write_text(record)
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(folder)
    assert "atazan.toml" in said(caught.value)


def test_a_model_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(tmp_path / "gone")
    assert caught.value.key == "error-model-missing"
    assert str(tmp_path / "gone") in said(caught.value)


DAMAGES = {
    "an empty folder": lambda folder: (shutil.rmtree(folder), folder.mkdir()),
    "weights cut off": lambda folder: truncate(folder / "model.safetensors", 1000),
    "weights of nothing": lambda folder: truncate(folder / "model.safetensors", 0),
    "weights missing": lambda folder: (folder / "model.safetensors").unlink(),
    "a broken list of modules": lambda folder: (folder / "modules.json").write_text("["),
    "a list that is none": lambda folder: (folder / "modules.json").write_text('{"a": 1}'),
    "a module of strangers": lambda folder: (folder / "modules.json").write_text(
        '[{"idx": 0, "name": "0", "path": "", "type": "strangers.Module"}]'
    ),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").unlink(),
    "a size that is no number": lambda folder: (folder / "config.json").write_text(
        '{"model_type": "bert", "hidden_size": "wide"}'
    ),
    "no pooling": lambda folder: shutil.rmtree(folder / "1_Pooling"),
}


def truncate(file, length):
    file.write_bytes(file.read_bytes()[:length])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_folder_that_is_no_whole_model_is_told_in_one_line(tmp_path, transformer, damage):
    shutil.copytree(transformer, tmp_path / "broken")
    DAMAGES[damage](tmp_path / "broken")
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEmbedder(tmp_path / "broken")
    assert caught.value.key == "error-model-unloadable"
    assert str(tmp_path / "broken") in said(caught.value)
