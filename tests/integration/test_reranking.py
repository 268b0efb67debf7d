"""Reranking: a real, if tiny, CrossEncoder reads the candidates; only the clock is ours."""

import shutil

import pytest
from sentence_transformers import CrossEncoder

from bot.settings import load_settings
from bot.wiring import build_application
from corpus.document import Language
from prompts.messages import message
from retrieval.errors import ModelError
from retrieval.reranking import CANDIDATES, CrossEncoderReranker
from tests.conftest import make_evidence
from tests.tiny_models import write_tiny_cross_encoder

QUESTION = "Құрылтайда қанша депутат болады?"
UNHURRIED_MS = 60_000


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    return write_tiny_cross_encoder(tmp_path_factory.mktemp("models") / "reranker")


@pytest.fixture
def evidence():
    """As many candidates as are read, and three more; the best first."""
    return [
        make_evidence(f"{number}-бап. Құрылтай туралы {'сөз ' * number}", Language.KK, 9 - number / 9)
        for number in range(CANDIDATES + 3)
    ]  # fmt: skip


class TickingClock:
    """Each look at it is `tick` seconds after the last."""

    def __init__(self, tick):
        self.now, self.tick = 0.0, tick

    def __call__(self):
        self.now += self.tick
        return self.now


def texts(evidence):
    return [item.passage.text for item in evidence]


def test_candidates_come_in_the_order_of_the_models_scores(model, evidence):
    reranked = CrossEncoderReranker(model, UNHURRIED_MS).rerank(QUESTION, evidence)
    scores = CrossEncoder(str(model), device="cpu").predict(
        [(QUESTION, text) for text in texts(evidence[:CANDIDATES])]
    )
    order = sorted(range(CANDIDATES), key=lambda place: -scores[place])
    assert texts(reranked) == [*(texts(evidence)[p] for p in order), *texts(evidence[CANDIDATES:])]
    assert texts(reranked) != texts(evidence)


def test_the_rankings_scores_go_with_the_places(model, evidence):
    reranked = CrossEncoderReranker(model, UNHURRIED_MS).rerank(QUESTION, evidence)
    assert [item.score for item in reranked] == [item.score for item in evidence]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_candidates_are_as_good_as_many(model, evidence, count):
    reranked = CrossEncoderReranker(model, UNHURRIED_MS).rerank(QUESTION, evidence[:count])
    assert sorted(texts(reranked)) == sorted(texts(evidence[:count]))


def test_without_any_time_the_order_stays(model, evidence):
    assert CrossEncoderReranker(model, 0).rerank(QUESTION, evidence) == evidence


def test_what_time_does_not_suffice_for_keeps_its_order_behind(model, evidence):
    """By this clock a batch of four takes a second, and so does each look between."""
    reranker = CrossEncoderReranker(model, 9_000, TickingClock(1.0))
    reranked = reranker.rerank(QUESTION, evidence)
    read = next(
        n for n in range(len(evidence), -1, -1) if texts(reranked)[n:] != texts(evidence)[n:]
    )
    assert 0 < read < CANDIDATES
    assert sorted(texts(reranked[: read + 1])) == sorted(texts(evidence[: read + 1]))


DAMAGES = {
    "weights cut off": lambda folder: cut(folder / "model.safetensors"),
    "no weights": lambda folder: (folder / "model.safetensors").unlink(),
    "no configuration": lambda folder: (folder / "config.json").unlink(),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").unlink(),
}


def cut(file):
    file.write_bytes(file.read_bytes()[:1000])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_model_that_does_not_load_is_told_in_one_line_each_time(
    model, evidence, damage, tmp_path
):
    folder = shutil.copytree(model, tmp_path / "broken")
    DAMAGES[damage](folder)
    reranker = CrossEncoderReranker(folder)
    for _ in range(2):
        with pytest.raises(ModelError) as caught:
            reranker.rerank(QUESTION, evidence)
        assert caught.value.key == "error-reranker"
        line = message(caught.value.key, "kk", **caught.value.values)
        assert str(folder) in line
        assert len(line.splitlines()) == 1


@pytest.fixture
def program(tmp_path, monkeypatch):
    def open_with(model, on_fault=None):
        monkeypatch.setenv("ATAZAN_MODELS_FOLDER", "/")
        monkeypatch.setenv("ATAZAN_RERANKER_MODEL", str(model))
        monkeypatch.setenv("ATAZAN_RERANKER_BUDGET_MS", str(UNHURRIED_MS))
        application = build_application(load_settings(tmp_path / "home"), on_fault=on_fault)
        if application.is_empty():
            application.add_default_corpus()
            application.index()
        return application

    return open_with


def test_the_program_searches_in_the_models_order(program, model, tmp_path, monkeypatch):
    reranked = program(model).retriever.search(QUESTION, Language.KK, 5)
    assert len(reranked) == 5
    monkeypatch.delenv("ATAZAN_RERANKER_MODEL")
    plain = build_application(load_settings(tmp_path / "home")).retriever
    assert texts(reranked) != texts(plain.search(QUESTION, Language.KK, 5))
    candidates = texts(plain.search(QUESTION, Language.KK, 2 * CANDIDATES))
    assert set(texts(reranked)) <= set(candidates)
    scores = [item.score for item in reranked]
    assert scores == sorted(scores, reverse=True)


def test_a_broken_reranker_leaves_the_order_and_is_told(program, model, tmp_path, atazan):
    folder = shutil.copytree(model, tmp_path / "broken")
    cut(folder / "model.safetensors")
    faults = []
    found = program(folder, faults.append).retriever.search(QUESTION, Language.KK, 5)
    assert "145" in found[0].passage.text
    assert [fault.key for fault in faults] == ["error-reranker"]
    home, settings = tmp_path / "home", {"ATAZAN_RERANKER_MODEL": str(folder)}
    done = atazan("ask", QUESTION, "--home", home, **settings)
    assert done.returncode == 0
    assert "145 депутат" in done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Переранжирование моделью {folder} не удалось")
    doctor = atazan("doctor", "--home", home, **settings)
    assert doctor.returncode == 1
    assert f"- Модель reranker_model: {folder}: нет" in doctor.stdout


def test_a_reranker_that_is_gone_is_one_line_for_a_person(tmp_path, atazan):
    gone = str(tmp_path / "gone")
    done = atazan("ask", QUESTION, "--home", tmp_path / "home", ATAZAN_RERANKER_MODEL=gone)
    assert (done.returncode, done.stdout) == (1, "")
    assert message("error-model-missing", "ru", path=gone) in done.stderr
