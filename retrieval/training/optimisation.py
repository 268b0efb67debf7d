"""The training: each text is told from the rest of its batch, until the dev sets stop gaining."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, pi
from time import perf_counter

import numpy
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy

from retrieval.training.encoder import Encoder
from retrieval.training.examples import Example, Examples

_NEVER = -1e4
_WARMING, _LEAST_RATE = 30, 0.05

Table = NDArray[numpy.float32]
Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long, how fast and how sharply: set on the dev sets (docs/embedding.md).

    `measured_every` and `patience` are in steps and in measurements: after so many without a gain
    the training stops, and the best table is taken.
    """

    steps: int = 800
    batch: int = 512
    rate: float = 0.005
    temperature: float = 0.15
    measured_every: int = 200
    patience: int = 2


@dataclass(slots=True)
class Best:
    """The best table so far, with what it reached and when."""

    table: Table
    step: int = 0
    figures: Figures = field(default_factory=dict)
    losses: list[float] = field(default_factory=list)

    def mean(self) -> float:
        """The mean of the figures."""
        return sum(self.figures.values()) / len(self.figures) if self.figures else 0.0


def train(
    encoder: Encoder,
    examples: Examples,
    schedule: Schedule,
    measure: Callable[[], Figures],
    told: Callable[[str], None] = lambda line: None,
) -> Best:
    """Train a table; return it as it was when it was best by `measure`.

    Where that measures nothing, it is the last one.
    """
    optimiser = torch.optim.Adam(encoder.parameters(), lr=schedule.rate)
    best = Best(_copy(encoder))
    losses: list[float] = []
    begun = perf_counter()
    for step in range(1, schedule.steps + 1):
        _set_rate(optimiser, schedule, step)
        losses.append(_step(encoder, optimiser, examples.batch(schedule.batch), schedule))
        if step % schedule.measured_every and step < schedule.steps:
            continue
        now = Best(_copy(encoder), step, measure(), losses)
        told(f"{step} {perf_counter() - begun:.0f} s {now.mean():.4f} {dict(now.figures)}")
        if now.mean() >= best.mean():
            best = now
        elif step - best.step >= schedule.patience * schedule.measured_every:
            break
    return best


def _step(
    encoder: Encoder, optimiser: torch.optim.Optimizer, batch: Sequence[Example], schedule: Schedule
) -> float:
    one = encoder([example.one for example in batch])
    other = encoder([example.other for example in batch])
    loss = contrast(one @ other.T / schedule.temperature, [example.kind for example in batch])
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return float(loss.detach())


def contrast(likeness: torch.Tensor, kinds: Sequence[object]) -> torch.Tensor:
    """Return the symmetric InfoNCE loss of a square of scores, the pairs on its diagonal.

    What is of the same kind is no negative. Source: van den Oord, Li, Vinyals, 2018.
    """
    numbers: dict[object, int] = {}
    same = torch.tensor(
        [
            place if kind is None else len(kinds) + numbers.setdefault(kind, place)
            for place, kind in enumerate(kinds)
        ]
    )
    twins = (same[:, None] == same[None]) & ~torch.eye(len(kinds), dtype=torch.bool)
    scores = likeness.masked_fill(twins, _NEVER)
    right = torch.arange(len(kinds))
    return (cross_entropy(scores, right) + cross_entropy(scores.T, right)) / 2


def _set_rate(optimiser: torch.optim.Optimizer, schedule: Schedule, step: int) -> None:
    """Warm up, then fall along a cosine."""
    falling = (1 + cos(pi * step / schedule.steps)) / 2
    share = min(1.0, step / _WARMING) * (falling * (1 - _LEAST_RATE) + _LEAST_RATE)
    for group in optimiser.param_groups:
        group["lr"] = schedule.rate * share


def _copy(encoder: Encoder) -> Table:
    table: Table = encoder.table.detach().numpy().copy()
    return table
