"""Two workers whose servers beside Redis are lost: Chroma's, and the one of the model."""

import shutil
from contextlib import ExitStack
from itertools import count

import pytest

from tests.bot_api import BotApi
from tests.chroma_server import ChromaServer
from tests.integration.telegram.with_bot.slow_model import SlowModel
from tests.integration.telegram.workers.conftest import Crew
from tests.integration.telegram.workers.test_two_workers import all_answered, ask, repeated
from tests.redis_server import needs_redis
from tests.tiny_models import write_tiny_static_model

pytestmark = needs_redis
_numbers = count(6_000_001)
_DEADLINE_S, _HANGING_S = 2, 20


@pytest.fixture(scope="module")
def chroma(tmp_path_factory):
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture(scope="module")
def model():
    with SlowModel(0.0) as running:
        yield running


@pytest.fixture(scope="module")
def crew(redis, make_home, chroma, model, atazan, tmp_path_factory):
    """Two workers that share both servers; the vectors were brought to Chroma's before."""
    encoder = write_tiny_static_model(tmp_path_factory.mktemp("models") / "tiny")
    searching = {
        "ATAZAN_EMBEDDING_MODEL": str(encoder),
        "ATAZAN_MODELS_FOLDER": str(encoder.parent),
        "ATAZAN_CHROMA_URL": chroma.url,
    }
    writing = model.environment | {"ATAZAN_LLM_DEADLINE_S": str(_DEADLINE_S)}

    indexed = make_home()
    assert atazan("index", "--home", indexed, **searching).returncode == 0
    homes = iter((indexed, shutil.copytree(indexed, indexed.parent / "other")))

    with BotApi() as api, ExitStack() as stack:
        crew = Crew(api, redis, homes.__next__, [searching | writing] * 2)
        crew.start(stack)
        yield crew
        assert api.violations == []
        assert api.refused == []


@pytest.fixture
def people(crew):
    """Some who have not written yet."""
    return [crew.api.person("Ару", "kk", next(_numbers)) for _ in range(4)]


def generators(crew, since):
    """Who wrote the answers, over both workers, after so many of each."""
    pairs = zip(crew.workers, since, strict=True)
    return {one["generator"] for worker, n in pairs for one in worker.events("answered")[n:]}


def answered(crew):
    return [len(worker.events("answered")) for worker in crew.workers]


def test_with_a_model_that_hangs_everybody_is_answered_in_order_from_the_sources(
    crew, people, model
):
    before, model.pause = answered(crew), _HANGING_S
    ask(people)
    all_answered(crew, people)
    assert repeated(people) == 0
    written = generators(crew, before)
    assert "extractive" in written
    assert "server" not in written


def test_when_the_model_is_well_again_both_write_with_it(crew, people, model):
    model.pause = 0.0
    before = answered(crew)
    ask(people)
    all_answered(crew, people)
    assert "server" in generators(crew, before)


def test_with_chroma_lost_everybody_is_answered_in_order_by_words(crew, people, chroma):
    ask(people[:2])
    chroma.stop()
    ask(people[2:])
    all_answered(crew, people)
    assert repeated(people) == 0
    assert [line for worker in crew.workers for line in worker.log if chroma.url in line]
    chroma.start()
    late = crew.api.person("Ермек", "kk", next(_numbers))
    ask([late])
    all_answered(crew, [late])
