"""A model behind a server that takes its time: it says what the sources say, one by one."""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# A source as the prompt shows it, and the end of a sentence in it.
_SOURCE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_END = re.compile(r"(?<=[.!?])[ …]+(?=\w)")


class SlowModel:
    """An OpenAI-compatible server on loopback that says the first sentences of its prompt's sources.

    It says `most` of them, all `rounds` times, with a `pause` of so many seconds before each, and
    notes when somebody hangs up.
    """

    def __init__(self, pause=0.5):
        self.pause = pause
        self.most = 5
        self.rounds = 1
        self.asked = 0
        self.hung_up = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def environment(self):
        """Settings of a program that writes every answer with it."""
        return {"ATAZAN_LLM_SERVERS": json.dumps([self.address]), "ATAZAN_ANSWER_CACHE": "0"}

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


def _handler(model):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            sources = _SOURCE.findall(request["messages"][-1]["content"])
            said = [(number, one) for number, text in sources for one in _END.split(text)]
            model.asked += 1
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for number, text in said[: model.most] * model.rounds:
                    time.sleep(model.pause)
                    self._say({"choices": [{"delta": {"content": f"{text} [{number}] "}}]})
                self.wfile.write(b"data: [DONE]\n\n")
            except OSError:
                model.hung_up.set()

        def _say(self, record):
            self.wfile.write(f"data: {json.dumps(record)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_):
            pass

    return Handler
