"""Models behind servers: the real one of llama-cpp-python on loopback, and sockets that misbehave."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from threading import Thread

import pytest

from bot.answer import Question, Usage
from bot.answering.chat_model import Mode
from bot.answering.extractive import ExtractiveGenerator
from bot.answering.grammar import answer_grammar
from bot.answering.model_generator import ModelGenerator
from bot.answering.server import ServerModel
from bot.assistant import Assistant
from bot.errors import GeneratorError
from bot.settings import Settings
from bot.wiring import build_application
from corpus.document import Language
from retrieval.lexicon import load_lexicon
from tests.conftest import ROOT, make_evidence
from tests.ports import free_port
from tests.tiny_models import write_tiny_gguf

SAYS = "Құрылтайда жалпы саны 145 депутат болады. [1]"
MESSAGES = [{"role": "user", "content": "Құрылтайда қанша депутат бар?"}]
QUESTION = Question("q", MESSAGES[0]["content"], Language.KK)


class LlamaServer:
    """`python -m llama_cpp.server`, on a port of its own."""

    def __init__(self, gguf, api_key=""):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/v1"
        self._command = [
            sys.executable, "-m", "llama_cpp.server", "--model", str(gguf), "--port", str(self.port),
            "--n_threads", "1", "--n_ctx", "2048", "--verbose", "false",
        ]  # fmt: skip
        self._command += ["--api_key", api_key] if api_key else []
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            self._command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while not self._answers():
            assert self.process.poll() is None
            time.sleep(0.05)
        return self

    def _answers(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def gguf(tmp_path_factory):
    return write_tiny_gguf(tmp_path_factory.mktemp("gguf") / "says.gguf", says=SAYS)


@pytest.fixture(scope="module")
def server(gguf):
    running = LlamaServer(gguf).start()
    yield running
    running.kill()


def open_model(*servers, **settings):
    return ServerModel(servers, **settings)


def text_of(items):
    return "".join(item for item in items if isinstance(item, str))


def whole_request(connection):
    """A request with its body, which may come in a piece of its own."""
    told = b""
    while b"\r\n\r\n" not in told and (piece := connection.recv(65_536)):
        told += piece
    head, _, body = told.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    while length and len(body) < int(length[1]) and (piece := connection.recv(65_536)):
        body += piece
    return head + b"\r\n\r\n" + body


@contextmanager
def misbehaving(reply):
    """A server that says that to everyone who connects, and holds the line when told to hang."""
    listening = socket.create_server(("127.0.0.1", 0))
    met, held = [], []

    def serve():
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                met.append(whole_request(connection))
                if reply is None:
                    held.append(connection)
                    continue
                connection.sendall(reply)
                connection.close()

    Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1", met
    finally:
        listening.close()
        for connection in held:
            connection.close()


def http(body, status="200 OK"):
    return f"HTTP/1.1 {status}\r\nContent-Type: text/event-stream\r\n\r\n{body}".encode()


def event(piece):
    return "data: " + json.dumps({"choices": [{"delta": {"content": piece}}]}) + "\n\n"


BAD = {
    "nobody listens": "closed",
    "an error of the server": http("", "500 Internal Server Error"),
    "no events": http("<html>busy</html>"),
    "a broken event": http("data: {oops\n\n"),
    "an empty answer": http(""),
    "it hangs": None,
}


@contextmanager
def bad_server(kind):
    if BAD[kind] == "closed":
        yield f"http://127.0.0.1:{free_port()}/v1", []
    else:
        with misbehaving(BAD[kind]) as (address, met):
            yield address, met


def test_a_real_server_writes_in_pieces(server):
    model = open_model(server.address)
    pieces = list(model.write(MESSAGES, None, 60))
    assert text_of(pieces) == SAYS
    assert len(pieces) > 3
    model.close()


def test_a_real_server_is_bound_by_the_grammar(server):
    model = open_model(server.address)
    assert text_of(model.write(MESSAGES, 'root ::= "иә" | "жоқ"', 60)) in {"иә", "жоқ"}
    assert text_of(model.write(MESSAGES, answer_grammar([1]), 60)) == SAYS
    model.close()


def test_a_key_is_sent_where_one_is_set(gguf):
    guarded = LlamaServer(gguf, api_key="sesame").start()
    try:
        assert (
            text_of(open_model(guarded.address, api_key="sesame").write(MESSAGES, None, 60)) == SAYS
        )
        with pytest.raises(GeneratorError):
            text_of(open_model(guarded.address).write(MESSAGES, None, 60))
    finally:
        guarded.kill()


@pytest.mark.parametrize("kind", BAD)
def test_a_server_that_fails_is_followed_by_one_that_answers(server, kind):
    with bad_server(kind) as (bad, met):
        model = open_model(bad, server.address, deadline=2.0 if kind == "it hangs" else 60.0)
        assert text_of(model.write(MESSAGES, None, 60)) == SAYS
        asked = len(met)
        # The one that failed rests: the next question goes to the other at once.
        assert text_of(model.write(MESSAGES, None, 60)) == SAYS
        assert len(met) == asked
        model.close()


@pytest.mark.parametrize("kind", [kind for kind in BAD if kind != "it hangs"])
def test_where_no_server_answers_there_is_no_answer(kind):
    with bad_server(kind) as (bad, _):
        model = open_model(bad)
        with pytest.raises(GeneratorError) as told:
            text_of(model.write(MESSAGES, None, 60))
        assert told.value.key == "error-generator-lost"
        model.close()


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("data: {oops\n\n", id="a broken event"),
        pytest.param('data: {"error": "out of memory"}\n\n', id="an error"),
    ],
)
def test_a_server_that_fails_midway_ends_the_answer(rest):
    with misbehaving(http(event("Бір ") + event("екі. [1] ") + rest)) as (address, _):
        model = open_model(address)
        heard = []
        with pytest.raises(GeneratorError) as told:
            heard.extend(model.write(MESSAGES, None, 60))
        assert told.value.key == "error-generator-lost"
        model.close()


def test_what_was_used_is_told(server):
    usage = {
        "prompt_tokens": 620,
        "completion_tokens": 9,
        "prompt_tokens_details": {"cached_tokens": 500},
    }
    last = f"data: {json.dumps({'choices': [], 'usage': usage})}\n\ndata: [DONE]\n\n"
    with misbehaving(http(event("Иә.") + last)) as (address, met):
        model = open_model(address, model="qolda")
        assert list(model.write(MESSAGES, None, 60)) == ["Иә.", Usage(620, 500, 9)]
        body = json.loads(met[0].split(b"\r\n\r\n", 1)[1])
        assert (body["model"], body["temperature"], body["stream"]) == ("qolda", 0.0, True)
        assert body["chat_template_kwargs"] == {"enable_thinking": False}
        model.close()


def test_thoughts_of_a_model_that_no_grammar_binds_are_never_shown():
    thinking = "<think>\nКурултай? Сколько их… [1]\n</think>\n\n"
    pieces = "".join(event(piece) for piece in (*thinking, *SAYS)) + "data: [DONE]\n\n"
    with misbehaving(http(pieces)) as (address, _):
        generator = ModelGenerator(open_model(address))
        evidence = [make_evidence("Құрылтайда 145 депутат бар.", Language.KK)]
        assert text_of(generator.generate(QUESTION, evidence)) == SAYS


def test_tokens_are_rather_counted_too_many_than_too_few(gguf):
    model = open_model("http://127.0.0.1:1/v1")
    kazakh, russian, none = model.count_tokens(["Құрылтай депутаттары", "Депутаты Курултая", ""])
    assert (kazakh, russian, none) == (15, 8, 1)
    model.close()


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    wired = build_application(Settings(home=tmp_path_factory.mktemp("home")))
    wired.add_default_corpus()
    wired.index()
    return wired


@pytest.mark.parametrize("mode", Mode)
def test_when_the_server_dies_the_sources_own_words_are_the_answer(application, gguf, mode):
    running = LlamaServer(gguf).start()
    generators = [ModelGenerator(open_model(running.address), mode), ExtractiveGenerator()]
    threshold = application.settings.answer_threshold
    assistant = Assistant(application.retriever, generators, load_lexicon(), threshold)
    first = assistant.answer(QUESTION.text)
    assert first.generator in ({"server"} if mode is Mode.ANSWER else {"server", "extractive"})
    running.kill()
    second = assistant.answer(QUESTION.text)
    assert (second.generator, "145" in second.text) == ("extractive", True)
    assert [cut.reason for cut in second.cuts] == ["error-generator-lost"]


def test_an_operator_sets_servers_and_doctor_looks_at_each(atazan, default_home, server):
    gone = f"http://127.0.0.1:{free_port()}/v1"
    servers = {
        "ATAZAN_LLM_SERVERS": json.dumps([server.address, gone]),
        "ATAZAN_LLM_API_KEY": "k-e-y",
    }
    asked = atazan("ask", "--json", "--home", default_home, QUESTION.text, **servers)
    assert json.loads(asked.stdout)["generator"] == "server"
    told = atazan("doctor", "--home", default_home, **servers)
    assert told.returncode == 1
    assert f"+ Сервер модели {server.address}: в порядке" in told.stdout
    assert f"- Сервер модели {gone}: нет" in told.stdout
    assert "k-e-y" not in told.stdout + told.stderr
    urllib.request.urlopen(f"{server.address}/models").close()
