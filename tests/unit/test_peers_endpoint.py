"""The adapter for other people's RAG services, against a real one over HTTP."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.benchmarks.peers.endpoint import ask_endpoint

QUOTE = {"document": "d1", "text": "Құрылтайда 145 депутат бар."}


@pytest.fixture
def service():
    """Answers every question with what it was given; remembers what it was asked."""

    class Service(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            server.asked.append((self.path, self.headers, json.loads(self.rfile.read(length))))
            self.send_response(server.status)
            self.end_headers()
            self.wfile.write(server.reply)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        server.asked, server.status, server.reply = [], 200, b""
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def ask(service, reply, status=200):
    service.reply, service.status = json.dumps(reply, ensure_ascii=False).encode(), status
    url = f"http://127.0.0.1:{service.server_port}/v1/"
    return ask_endpoint(url, "m", "key", "Қанша депутат бар?")


def message(**more):
    return {"choices": [{"message": {"content": "145 депутат. [1]", **more}}]}


@pytest.mark.parametrize(
    ("reply", "citations"),
    [
        pytest.param(message(), [], id="no passages"),
        pytest.param(message(citations=[QUOTE]), [QUOTE], id="in the message"),
        pytest.param(message() | {"citations": [QUOTE]}, [QUOTE], id="beside the choices"),
        pytest.param(
            message(context={"citations": [{"filepath": "x", "title": "d1", "content": QUOTE["text"]}]}),
            [QUOTE], id="under the message's context",
        ),
        pytest.param(
            message(sources=[{"url": "d1", "snippet": QUOTE["text"]}]), [QUOTE], id="sources by address"
        ),
        pytest.param(
            message() | {"citations": ["https://akorda.kz/1"]},
            [{"document": "", "text": "https://akorda.kz/1"}], id="bare texts",
        ),
        pytest.param(message(citations=[], sources=[QUOTE]), [QUOTE], id="an empty list beside a full one"),
        pytest.param(message(citations="none"), [], id="no list"),
    ],
)  # fmt: skip
def test_passages_are_read_where_services_put_them(service, reply, citations):
    answer = ask(service, reply)
    assert (answer["text"], answer["citations"]) == ("145 депутат. [1]", citations)
    assert answer["evidence"] == answer["citations"]
    assert answer["ms"] > 0


def test_the_question_is_asked_as_the_interface_has_it(service):
    ask(service, message())
    ((path, headers, body),) = service.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer key"
    assert body["messages"] == [{"role": "user", "content": "Қанша депутат бар?"}]
    assert (body["model"], body["temperature"]) == ("m", 0)


@pytest.mark.parametrize("reply", [{}, {"choices": []}, {"error": "x"}, {"choices": [{}]}, []])
def test_an_answer_without_a_message_is_no_answer(service, reply):
    with pytest.raises(ValueError, match="no message"):
        ask(service, reply)


def test_a_failing_service_is_a_fault(service):
    with pytest.raises(OSError, match="500"):
        ask(service, message(), status=500)
    service.reply = b"<html>"
    service.status = 200
    with pytest.raises(ValueError, match="Expecting value"):
        ask_endpoint(f"http://127.0.0.1:{service.server_port}", "m", "", "?")
