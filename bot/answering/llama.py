"""The llama.cpp generator: a GGUF on disk writes, bound by a grammar to the sources that exist."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Question
from bot.answering.grammar import NOT_FOUND, answer_grammar
from bot.answering.prompt import build_messages
from bot.errors import GeneratorError, MissingExtraError, SettingsError
from retrieval.passage import Evidence

if TYPE_CHECKING:
    from llama_cpp import Llama
    from llama_cpp.llama_grammar import LlamaGrammar

_CONTEXT_TOKENS = 4096
_MOST_TOKENS = 400


class LlamaGenerator:
    """Writes with llama-cpp-python; the model is loaded at the first question."""

    name = "llama"

    def __init__(self, path: Path) -> None:
        """Take the GGUF at `path`. Raises SettingsError when it, or the extra `llm`, is missing."""
        if not path.is_file():
            raise SettingsError("error-model-missing", path=str(path))
        self._path = path
        self._model: Llama | None = None

    def generate(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the answer as the model writes it; nothing when the model finds none.

        Raises GeneratorError when the model fails.
        """
        written = ""
        for piece in self._pieces(question, evidence):
            held_back = NOT_FOUND.startswith(written)
            written += piece
            if not NOT_FOUND.startswith(written):
                yield written if held_back else piece

    def _pieces(self, question: Question, evidence: Sequence[Evidence]) -> Iterator[str]:
        model = self._load()
        try:
            for chunk in model.create_chat_completion(
                build_messages(question, evidence),
                grammar=_grammar(len(evidence)),
                stream=True,
                temperature=0.0,
                max_tokens=_MOST_TOKENS,
            ):
                yield chunk["choices"][0]["delta"].get("content") or ""
        except (RuntimeError, ValueError) as error:
            raise GeneratorError("error-generator", reason=str(error)) from error

    def _load(self) -> "Llama":
        if self._model is None:
            try:
                from llama_cpp import Llama
            except ImportError as error:
                raise MissingExtraError("llm") from error
            try:
                self._model = Llama(
                    str(self._path),
                    n_ctx=_CONTEXT_TOKENS,
                    n_threads=os.cpu_count() or 1,
                    verbose=False,
                )
            except (RuntimeError, ValueError) as error:
                raise SettingsError(
                    "error-model-unloadable", path=str(self._path), reason=str(error)
                ) from error
        return self._model


def _grammar(sources: int) -> "LlamaGrammar":
    from llama_cpp.llama_grammar import LlamaGrammar

    return LlamaGrammar.from_string(answer_grammar(sources), verbose=False)
