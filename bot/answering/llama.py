"""The llama.cpp generator: a GGUF on disk writes, bound by a grammar to the sources that exist."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from bot.answer import Question
from bot.answering.grammar import NOT_FOUND, answer_grammar
from bot.answering.prompt import Messages, build_messages
from bot.errors import GeneratorError, MissingExtraError, SettingsError
from bot.models.gguf import CONTEXT_TOKENS, check_memory
from bot.models.memory import available_memory
from retrieval.passage import Evidence

if TYPE_CHECKING:
    from llama_cpp import Llama
    from llama_cpp.llama_grammar import LlamaGrammar

_MOST_TOKENS = 400
# What a chat template may add around two messages.
_TEMPLATE_TOKENS = 96
# llama.cpp's own, and those of a chat template in the GGUF that cannot be followed.
_FAULTS = (RuntimeError, ValueError, TemplateError)


class LlamaGenerator:
    """Writes with llama-cpp-python; the model is loaded at the first question.

    One answer is written at a time: a model's context is one, whoever asks in whichever thread.
    """

    name = "llama"

    def __init__(self, path: Path, threads: int | None = None) -> None:
        """Take the GGUF at `path`, to run on that many threads: as many as there are cores.

        Raises SettingsError when the file is missing.
        """
        if not path.is_file():
            raise SettingsError("error-model-missing", path=str(path))
        self._path = path
        self._threads = threads or os.cpu_count() or 1
        self._model: Llama | None = None
        self._lock = Lock()

    def generate(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the answer as the model writes it; nothing when the model finds none.

        Raises MissingExtraError without the extra `llm`, ModelFileError when the file is no GGUF or
        too large for the memory, SettingsError when it is no model, GeneratorError when the model
        fails.
        """
        if not evidence:
            return
        with self._lock:
            yield from _held_back(self._pieces(question, evidence))

    def _pieces(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[str]:
        model = self._load()
        try:
            sources = _fitting(model, question, evidence)
            for chunk in model.create_chat_completion(
                build_messages(question, sources),
                grammar=_grammar(len(sources)),
                stream=True,
                temperature=0.0,
                max_tokens=_MOST_TOKENS,
            ):
                yield chunk["choices"][0]["delta"].get("content") or ""
        except _FAULTS as error:
            raise GeneratorError("error-generator", reason=str(error)) from error

    def _load(self) -> "Llama":
        if self._model is None:
            try:
                from llama_cpp import Llama
            except ImportError as error:
                raise MissingExtraError("llm") from error
            check_memory(self._path, available_memory())
            try:
                self._model = Llama(
                    str(self._path),
                    n_ctx=CONTEXT_TOKENS,
                    n_threads=self._threads,
                    n_threads_batch=self._threads,
                    verbose=False,
                )
            except _FAULTS as error:
                raise SettingsError(
                    "error-model-unloadable", path=str(self._path), reason=str(error)
                ) from error
        return self._model


def _held_back(pieces: Iterator[str]) -> Iterator[str]:
    """Keep what may become, or is, the status that nothing was found; yield all else."""
    written = ""
    for piece in pieces:
        was_held_back = NOT_FOUND.startswith(written)
        written += piece
        if not NOT_FOUND.startswith(written):
            yield written if was_held_back else piece


def _fitting(
    model: "Llama", question: Question, evidence: Sequence[Evidence]
) -> Sequence[Evidence]:
    """Leave out the last sources until the prompt and an answer have room in the context."""
    room = model.n_ctx() - _MOST_TOKENS - _TEMPLATE_TOKENS
    while len(evidence) > 1 and _length(model, build_messages(question, evidence)) > room:
        evidence = evidence[:-1]
    return evidence


def _length(model: "Llama", messages: Messages) -> int:
    text = "".join(message["content"] for message in messages)
    return len(model.tokenize(text.encode(), add_bos=False))


def _grammar(sources: int) -> "LlamaGrammar":
    from llama_cpp.llama_grammar import LlamaGrammar

    return LlamaGrammar.from_string(answer_grammar(sources), verbose=False)
