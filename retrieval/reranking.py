"""A cross-encoder reads the question with each of the best passages, while time lasts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from retrieval.errors import ModelError
from retrieval.passage import Evidence

DEFAULT_BUDGET_MS = 800
# Candidates that are read, and how many at once between two looks at the clock.
CANDIDATES = 20
_BATCH = 4
_MOST_TOKENS = 512
# Read while loading, to know the pace: of a usual passage's length, for short texts cost more a
# character. The first time is slower than all others.
_WARM_UP = ("Ата Заң", ["Ата Заң. " * 60] * _BATCH)
_WARM_UPS = 2


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder in a folder, loaded at the first question.

    Loading takes seconds and is not counted; a batch is begun only when, by the pace so far, it
    will end within the budget.
    """

    def __init__(
        self,
        path: Path,
        budget_ms: int = DEFAULT_BUDGET_MS,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        """Take the model in the folder `path`, and the milliseconds that a question may take."""
        self._path = path
        self._budget = budget_ms / 1000
        self._clock = clock
        self._model: Any = None
        self._fault: ModelError | None = None
        self._pace = 0.0
        """Seconds a character of question and passage, the best so far."""

    def rerank(self, question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
        """Return the evidence with the candidates that were read in the model's order, first.

        What time did not suffice for follows in the order it came. The ranking's scores stay, given
        to the new order: they mean what they meant. Raises ModelError.
        """
        self.load()
        candidates = evidence[:CANDIDATES]
        scores = self._read(question, [item.passage.text for item in candidates])
        order = sorted(range(len(scores)), key=lambda place: -scores[place])
        reranked = [*(evidence[place] for place in order), *evidence[len(order) :]]
        ranks = [item.score for item in evidence]
        return [replace(item, score=score) for item, score in zip(reranked, ranks, strict=True)]

    def load(self) -> None:
        """Load the model, where it is not. Raises ModelError, each time the same."""
        if self._fault:
            raise self._fault
        if self._model is None:
            try:
                self._model = _load(self._path)
                self._pace = min(self._measured(*_WARM_UP) for _ in range(_WARM_UPS))
            except Exception as error:  # a damaged model fails in whichever library reads it
                self._fault = _told(self._path, error)
                raise self._fault from error

    def _read(self, question: str, texts: Sequence[str]) -> list[float]:
        """Score texts in batches until the next one would end too late."""
        start, slowest, scores = self._clock(), 0.0, list[float]()
        for first in range(0, len(texts), _BATCH):
            batch = texts[first : first + _BATCH]
            expected = max(self._pace, slowest) * _length(question, batch)
            if self._clock() - start + expected > self._budget:
                break
            try:
                began = self._clock()
                scores += self._scores(question, batch)
            except Exception as error:  # torch and transformers raise of many kinds
                raise _told(self._path, error) from error
            slowest = max(slowest, (self._clock() - began) / _length(question, batch))
            self._pace = min(self._pace, slowest)
        return scores

    def _measured(self, question: str, texts: Sequence[str]) -> float:
        start = self._clock()
        self._scores(question, texts)
        return (self._clock() - start) / _length(question, texts)

    def _scores(self, question: str, texts: Sequence[str]) -> list[float]:
        pairs = [(question, text) for text in texts]
        rows = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [float(row) for row in rows]


def _length(question: str, texts: Sequence[str]) -> int:
    return sum(len(question) + len(text) for text in texts)


def _load(path: Path) -> Any:  # noqa: ANN401 # sentence-transformers is not followed
    import_module("transformers.utils.logging").disable_progress_bar()
    encoder = import_module("sentence_transformers").CrossEncoder
    model = encoder(str(path), device="cpu", local_files_only=True)
    model.max_seq_length = min(model.max_seq_length or _MOST_TOKENS, _MOST_TOKENS)
    return model


def _told(path: Path, error: Exception) -> ModelError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return ModelError("error-reranker", path=str(path), reason=reason)
