"""A GGUF that writes in a process of its own, with llama-cpp-python.

`Llama` is not safe among threads, and native code may crash or hang: then the child is started
anew, and the question that it was at is asked once more.
"""

import importlib.util
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from bot.answer import Usage
from bot.answering.chat_model import DEFAULT_DEADLINE_S, Messages
from bot.answering.worker_process import WorkerLostError, WorkerProcess, WorkerSilentError
from bot.errors import GeneratorError, MissingExtraError, SettingsError
from bot.models.gguf import CONTEXT_TOKENS, check_memory, read_header
from bot.models.memory import available_memory

_WORKER = "bot.answering.llama_worker"
# Questions that may wait or be written at once; a model on a CPU answers a few a minute.
_PLACES = 8
# A large model is read from a disk.
_LOADING_SECONDS = 600.0
# How long a child may go on after it was told to stop: one token, at most one batch of a prompt.
_STOPPING_SECONDS = 10.0
_TRIES = 2
# Each piece wakes this program, which wants a core that the model has.
_PAUSE = 0.04


class LlamaModel:
    """Writes with one GGUF, one answer at a time, whoever asks in whichever thread.

    The child is started at the first question, and ends with this program.
    """

    name = "llama"

    def __init__(
        self,
        path: Path,
        threads: int | None = None,
        deadline: float = DEFAULT_DEADLINE_S,
        pause: float = _PAUSE,
    ) -> None:
        """Take the GGUF at `path`, to run on that many threads: as many as there are cores.

        `deadline` is the seconds that an answer may take, its waiting for others included, `pause`
        those between two pieces. Raises SettingsError when the file is missing.
        """
        if not path.is_file():
            raise SettingsError("error-model-missing", path=str(path))
        self._path = path
        self._threads = threads or len(os.sched_getaffinity(0))
        self._deadline = deadline
        self._pause = pause
        self._is_closed = False
        self._places = BoundedSemaphore(_PLACES)
        self._lock = Lock()
        self._worker: WorkerProcess | None = None
        self._numbers = count(1)

    @property
    def pid(self) -> int | None:
        """The number of the child's process, while there is one."""
        worker = self._worker
        return worker.pid if worker else None

    def write(
        self, messages: Messages, grammar: str | None, most_tokens: int
    ) -> Iterator[str | Usage]:
        """Yield pieces of text, then what was used. See ChatModel.

        Raises MissingExtraError without the extra `llm`, ModelFileError when the file is no GGUF or
        too large for the memory, SettingsError when it is no model, GeneratorError when the model
        fails, takes too long, or has too many questions waiting.
        """
        request = {"messages": messages, "grammar": grammar, "most_tokens": most_tokens}
        with self._turn() as end:
            yield from self._resumed(request, end)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has. Raises as `write` does."""
        with self._turn() as end:
            counts: list[int] = next(self._resumed({"count": list(texts)}, end))
        return counts

    def close(self) -> None:
        """End the child, whatever it is at; nothing is written any more."""
        self._is_closed = True
        self._drop()

    @contextmanager
    def _turn(self) -> Iterator[float]:
        """Wait for the model; yield the moment by which the answer must be there."""
        end = time.monotonic() + self._deadline
        if not self._places.acquire(blocking=False):
            raise GeneratorError("error-generator-busy")
        try:
            if not self._lock.acquire(timeout=self._deadline):
                raise GeneratorError("error-generator-slow")
            try:
                yield end
            finally:
                self._lock.release()
        finally:
            self._places.release()

    def _resumed(self, request: dict[str, Any], end: float) -> Iterator[Any]:
        """Ask; where the child is lost on the way, ask a new one, and go on where it was.

        The same prompt is answered the same way: what was yielded already comes again, and is
        passed over.
        """
        said = ""
        for tries_left in reversed(range(_TRIES)):
            heard = ""
            try:
                for item in self._asked(request, self._share_of(end, tries_left)):
                    if not isinstance(item, str):
                        yield item
                        return
                    heard += item
                    if not heard.startswith(said[: len(heard)]):
                        raise GeneratorError("error-generator-lost")
                    if len(heard) > len(said):
                        yield heard[len(said) :]
                        said = heard
            except (WorkerLostError, WorkerSilentError) as error:
                self._drop(kill=True)
                if not tries_left or time.monotonic() > end:
                    raise GeneratorError("error-generator-lost") from error

    def _share_of(self, end: float, tries_left: int) -> float:
        """The moment until which this try may take: a hang leaves time for another."""
        now = time.monotonic()
        return now + (end - now) / (tries_left + 1)

    def _asked(self, request: dict[str, Any], end: float) -> Iterator[Any]:
        """Send a request to the child and yield what comes; tell it to stop when nobody listens."""
        worker = self._started()
        number = next(self._numbers)
        worker.send({"id": number, **request})
        is_done = False
        try:
            while not is_done:
                record = worker.receive(end - time.monotonic())
                is_done = "piece" not in record
                if "fault" in record:
                    raise GeneratorError("error-generator", reason=record["fault"])
                yield _item(record)
        except (WorkerLostError, WorkerSilentError):
            is_done = True
            raise
        finally:
            if not is_done:
                self._stop(worker, number)

    def _stop(self, worker: WorkerProcess, number: int) -> None:
        """Have the child stop writing, and hear it to its end, so that the next finds it free."""
        try:
            worker.send({"cancel": number})
            end = time.monotonic() + _STOPPING_SECONDS
            while "piece" in worker.receive(end - time.monotonic()):
                pass
        except (WorkerLostError, WorkerSilentError):
            self._drop(kill=True)

    def _started(self) -> WorkerProcess:
        if self._is_closed:
            raise GeneratorError("error-generator-lost")
        if self._worker is None:
            if importlib.util.find_spec("llama_cpp") is None:
                raise MissingExtraError("llm")
            check_memory(self._path, available_memory())
            self._worker = WorkerProcess(_WORKER)
            self._load(self._worker)
        return self._worker

    def _load(self, worker: WorkerProcess) -> None:
        trained = read_header(self._path).context or CONTEXT_TOKENS
        context = min(CONTEXT_TOKENS, trained)
        setting = {
            "model": str(self._path),
            "threads": self._threads,
            "context": context,
            "pause": self._pause,
        }
        worker.send(setting)
        record = worker.receive(_LOADING_SECONDS)
        if "unloadable" in record:
            self._drop(kill=True)
            path, reason = str(self._path), record["unloadable"]
            raise SettingsError("error-model-unloadable", path=path, reason=reason)

    def _drop(self, *, kill: bool = False) -> None:
        worker, self._worker = self._worker, None
        if worker:
            worker.kill() if kill else worker.close()


def _item(record: dict[str, Any]) -> object:
    """What a line of the child says: a piece of text, what was used, or counts."""
    if "piece" in record:
        return record["piece"]
    return record["counts"] if "counts" in record else Usage(*record["done"])
