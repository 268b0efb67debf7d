import json
import subprocess
import sys

import numpy
import pytest

from retrieval.analysis.subwords import hashed, subwords
from retrieval.errors import ModelError
from retrieval.static_embedding import Shape, StaticEmbedder, is_static, write_table

SHAPE = Shape(rows=500, dimension=16, shortest=3, longest=5)
TEXTS = ["Құрылтайда қанша депутат болады?", "Сколько депутатов в Курултае?", "2026"]


@pytest.fixture
def rows():
    return numpy.random.default_rng(1).standard_normal(SHAPE[:2]).astype(numpy.float32)


@pytest.fixture
def model(tmp_path, rows):
    write_table(tmp_path / "tiny", rows, SHAPE)
    return tmp_path / "tiny"


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("заң", {"_за", "зан", "ан_", "_зан", "зан_", "_зан_"}),
        ("не", {"_не", "не_", "_не_"}),
        ("я", {"_я_"}),
    ],
)
def test_subwords_are_the_folded_ngrams_of_three_to_five_letters_and_the_word(word, pieces):
    assert subwords(word, 3, 5) == pieces


@pytest.mark.parametrize(
    ("one", "other"),
    [("құқық", "кукык"), ("заң", "zañ"), ("қазақстан", "qazaqstan"), ("закон", "zakon")],
)
def test_a_word_has_the_same_subwords_however_it_is_typed(one, other):
    assert subwords(one, 3, 5) == subwords(other, 3, 5)


def test_a_long_word_has_itself_beside_its_ngrams():
    assert "_конституция_" in subwords("конституция", 3, 5)


def test_rows_are_the_same_in_every_process():
    rows = hashed(subwords("сайлау", 3, 5), 60_000)
    program = (
        "from retrieval.analysis.subwords import hashed, subwords;"
        "print(hashed(subwords('сайлау', 3, 5), 60_000))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert json.loads(told.stdout) == rows == sorted(set(rows))


def test_a_text_is_the_sum_of_its_words_and_of_length_one(model, rows):
    def word(text):
        those = hashed(subwords(text, 3, 5), SHAPE.rows)
        return rows[those].sum(axis=0) / numpy.sqrt(len(those))

    expected = word("закон") * numpy.sqrt(2) + word("народа")
    (found,) = StaticEmbedder(model).embed_passages(["Закон народа, закон!"])
    assert found == pytest.approx(expected / numpy.linalg.norm(expected), abs=0.02)
    assert numpy.linalg.norm(found) == pytest.approx(1, abs=1e-6)


def test_rows_in_int8_are_as_near_as_half_a_step(model, rows):
    table = numpy.load(model / "table.npy") * numpy.load(model / "scales.npy")[:, None]
    steps = numpy.abs(rows).max(axis=1, keepdims=True) / 127
    assert numpy.all(numpy.abs(table - rows) <= steps * 0.501)


def test_a_row_of_zeros_stays_zero(tmp_path, rows):
    rows[7] = 0
    write_table(tmp_path, rows, SHAPE)
    assert not numpy.load(tmp_path / "table.npy")[7].any()


def test_questions_and_passages_are_embedded_alike_one_or_many(model):
    embedder = StaticEmbedder(model)
    together = embedder.embed_queries(TEXTS)
    assert (together.shape, together.dtype) == ((3, 16), numpy.float32)
    for text, row in zip(TEXTS, together, strict=True):
        assert embedder.embed_passages([text])[0] == pytest.approx(row, abs=1e-6)


@pytest.mark.parametrize("text", ["", "?!", " \n"])
def test_a_text_without_words_is_like_no_other(model, text):
    embedder = StaticEmbedder(model)
    assert not embedder.embed_queries([text]).any()


def test_the_name_tells_one_table_from_another(model, rows, tmp_path):
    write_table(tmp_path / "other" / "tiny", rows * 2, SHAPE)
    one, other = StaticEmbedder(model).name, StaticEmbedder(tmp_path / "other" / "tiny").name
    assert one.startswith("tiny@")
    assert other.startswith("tiny@")
    assert one != other


DAMAGES = {
    "no configuration": lambda folder: (folder / "config.json").unlink(),
    "a configuration of another model": lambda folder: (folder / "config.json").write_text("{}"),
    "a table cut off": lambda folder: (folder / "table.npy").write_bytes(b"\x93NUMPY"),
    "no scales": lambda folder: (folder / "scales.npy").unlink(),
    "a table of another size": lambda folder: numpy.save(folder / "table.npy", numpy.zeros(3)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_model_is_told(model, damage):
    DAMAGES[damage](model)
    with pytest.raises(ModelError) as caught:
        StaticEmbedder(model)
    assert caught.value.key == "error-model-unloadable"
    assert caught.value.values["path"] == str(model)


def test_a_folder_without_such_a_model_is_none(model, tmp_path):
    assert is_static(model)
    assert not is_static(tmp_path)
