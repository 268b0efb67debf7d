"""The child that holds a GGUF: `python -m bot.answering.llama_worker`.

Lines in: {"model", "threads", "context", "pause"} first; then {"id", "messages", "grammar",
"most_tokens"}, {"id", "count": texts}, {"cancel": id}. Lines out: {"ready"} or {"unloadable":
reason}; then for each id {"piece"} any number of times and {"done": [prompt, reused, written]}, or
{"counts"}, or {"fault": reason}. It ends with its standard input.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from jinja2 import TemplateError
from llama_cpp import Llama
from llama_cpp.llama_chat_format import (
    Jinja2ChatFormatter,
    chat_formatter_to_chat_completion_handler,
)
from llama_cpp.llama_grammar import LlamaGrammar

# llama.cpp's own, and those of a chat template in the GGUF that cannot be followed.
_FAULTS = (RuntimeError, ValueError, TemplateError)
# Models that can think aloud are told not to; their templates ask for this name.
_NO_THINKING = "{%- set enable_thinking = false -%}"
_BATCH = 512

Record = dict[str, Any]


class Worker:
    """One model and what has been asked of it."""

    def __init__(self, setting: Record) -> None:
        """Load the model. Raises RuntimeError, ValueError, TemplateError."""
        self._model = Llama(
            setting["model"],
            n_ctx=setting["context"],
            n_batch=_BATCH,
            n_threads=setting["threads"],
            n_threads_batch=setting["threads"],
            verbose=False,
        )
        self._pause = setting["pause"]
        self._formatted: list[int] = []
        template = self._model.metadata.get("tokenizer.chat_template")
        if template:
            self._follow(template)
        self._warm_up()

    def _warm_up(self) -> None:
        """Read a token: the first one brings the weights from the disk and sets up the buffers."""
        self._model.eval(self._model.tokenize(b" "))
        self._model.reset()

    def _follow(self, template: str) -> None:
        """Follow the model's own chat template, and keep the prompt's tokens for the count."""
        vocabulary = self._model._model
        formatter = Jinja2ChatFormatter(
            _NO_THINKING + template,
            eos_token=vocabulary.token_get_text(self._model.token_eos()),
            bos_token=vocabulary.token_get_text(self._model.token_bos()),
            stop_token_ids=[self._model.token_eos()],
        )

        def formatted(**values: Any) -> Any:  # noqa: ANN401 -- llama-cpp-python's own
            response = formatter(**values)
            prompt, has_start = response.prompt.encode(), response.added_special
            self._formatted = self._model.tokenize(prompt, add_bos=not has_start, special=True)
            return response

        self._model.chat_handler = chat_formatter_to_chat_completion_handler(formatted)

    def answer(self, request: Record, cancelled: set[int]) -> Iterator[Record]:
        """Yield the lines that answer a request."""
        try:
            if "count" in request:
                yield {"counts": [self._count(text) for text in request["count"]]}
            else:
                yield from self._write(request, cancelled)
        except _FAULTS as error:
            yield {"fault": str(error)}

    def _count(self, text: str) -> int:
        return len(self._model.tokenize(text.encode(), add_bos=False))

    def _write(self, request: Record, cancelled: set[int]) -> Iterator[Record]:
        before = self._model.input_ids[: self._model.n_tokens].tolist()
        written, due = "", 0.0
        grammar = request["grammar"] and LlamaGrammar.from_string(request["grammar"], verbose=False)
        for chunk in self._model.create_chat_completion(
            request["messages"],
            grammar=grammar or None,
            stream=True,
            temperature=0.0,
            max_tokens=request["most_tokens"],
        ):
            if request["id"] in cancelled:
                break
            written += chunk["choices"][0]["delta"].get("content") or ""
            now = time.monotonic()
            if written and now >= due:
                yield {"piece": written}
                written, due = "", now + self._pause
        if written:
            yield {"piece": written}
        prompt = len(self._formatted)
        # The last token is sampled anew, whatever was cached.
        reused = min(_shared(before, self._formatted), max(0, prompt - 1))
        yield {"done": [prompt, reused, max(0, self._model.n_tokens - prompt + 1)]}


def _shared(one: list[int], other: list[int]) -> int:
    """How many tokens two prompts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _read(lines: IO[str], requests: "SimpleQueue[Record]", cancelled: set[int]) -> None:
    """Take in requests while the model writes; end where there is no one left to write for."""
    for line in lines:
        record = json.loads(line)
        if "cancel" in record:
            cancelled.add(record["cancel"])
        else:
            requests.put(record)  # nosec B113 # a queue of that name
    os._exit(0)


def main() -> None:
    """Serve until the standard input ends."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what native code prints is no reply

    def reply(record: Record) -> None:
        replies.write(json.dumps(record) + "\n")
        replies.flush()

    try:
        worker = Worker(json.loads(sys.stdin.readline()))
    except _FAULTS as error:
        reply({"unloadable": str(error)})
        return
    requests: SimpleQueue[Record] = SimpleQueue()
    cancelled: set[int] = set()
    Thread(target=_read, args=(sys.stdin, requests, cancelled), daemon=True).start()
    reply({"ready": True})
    while True:
        request = requests.get()  # nosec B113 # a queue of that name
        for record in worker.answer(request, cancelled):
            reply({"id": request["id"], **record})


if __name__ == "__main__":
    main()
