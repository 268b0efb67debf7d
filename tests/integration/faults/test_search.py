"""Vectors and indexes that are slow, lost or lie: questions are answered by words, and it is told."""

import time

import pytest

from bot.settings import load_settings
from bot.wiring import build_application
from retrieval.errors import IndexServerError, RetrievalError
from tests.bot_api import BotApi
from tests.chroma_server import ChromaServer
from tests.integration.faults.conftest import KAZAKH, running_bot
from tests.integration.faults.wire import Wire

JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
ERROR = JSON.replace(b"200 OK", b"500 Internal Server Error")
FAULTS = {
    "slow": ("slow", {"seconds": 8}),
    "dripping": ("keeping alive", {"lie": JSON}),
    "down": ("down", {}),
    "silent": ("silent", {}),
    "lying, no HTTP": ("lying", {"lie": b"\xff\xfe\x00"}),
    "lying, no JSON": ("lying", {"lie": JSON + b"<html></html>"}),
    "lying, another shape": ("lying", {"lie": JSON + b'{"metadatas": 5}'}),
    "full": ("lying", {"lie": ERROR + b'{"error": "InternalError", "message": "disk is full"}'}),
    "lying, nothing": ("lying", {"lie": JSON + b"null"}),
}


@pytest.fixture(scope="module")
def chroma(tmp_path_factory):
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture(scope="module")
def wire(chroma):
    with Wire(chroma.url) as between:
        yield between


@pytest.fixture(scope="module")
def opened(module_home, wire):
    """The program over vectors behind a wire, and what it goes on without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATAZAN_CHROMA_URL", wire.url)
        told = []
        application = build_application(load_settings(module_home), on_fault=told.append)
        application.index()
        yield application, told


@pytest.mark.parametrize(("state", "more"), FAULTS.values(), ids=FAULTS)
def test_whatever_becomes_of_chroma_questions_are_answered_by_words(opened, wire, state, more):
    application, told = opened
    told.clear()
    wire.becomes(state, **more)
    begun = time.monotonic()
    for _ in range(3):
        answer = application.assistant.answer(KAZAKH)
        assert "145" in answer.text
    assert time.monotonic() - begun < 10
    assert {type(fault) for fault in told} == {IndexServerError}
    wire.becomes("sound")


def test_vectors_that_are_damaged_under_a_running_program_leave_the_words(home):
    told = []
    application = build_application(load_settings(home), on_fault=told.append)
    (file,) = (home / "index").rglob("vectors.sqlite")
    file.write_bytes(b"garbage" * 10_000)
    file.with_name("vectors.sqlite-wal").unlink(missing_ok=True)
    assert "145" in application.assistant.answer(KAZAKH).text
    assert all(isinstance(fault, RetrievalError) for fault in told)


def test_a_bot_makes_a_damaged_index_anew_and_answers(home):
    for part in (home / "index" / "lexical").rglob("*.store"):
        part.write_bytes(b"garbage")
    for part in (home / "index" / "lexical").rglob("meta.json"):
        part.write_bytes(b"garbage")
    with BotApi() as api, running_bot(home, api) as bot:
        assert "atazan index --rebuild" in bot.log[0]
        seat = api.person("Ару", "kk")
        assert "145" in seat.waits_for(1, seat.types(KAZAKH), timeout=30)[0].shown
