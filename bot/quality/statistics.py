"""What a figure is worth: bootstrap intervals of means and of differences.

Source: Efron, Tibshirani, An Introduction to the Bootstrap, ch. 13 (percentile interval). The dice
are seeded: the same values give the same interval.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap

Values = NDArray[np.float64]

RESAMPLES = 2_000
# Under so many questions an interval says little.
FEW = 30
# Of one question alone nothing can be resampled.
LEAST_FOR_A_GAP = 2
_SEED = 20260701


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean, or a difference of means, with its 95% interval and the number of questions."""

    mean: float
    low: float
    high: float
    count: int

    @property
    def is_noise(self) -> bool:
        """Whether a difference may as well be none."""
        return self.low <= 0.0 <= self.high

    @property
    def is_small(self) -> bool:
        """Whether it rests on few questions."""
        return self.count < FEW


def mean_of(values: Sequence[float]) -> Interval:
    """The mean of values (at least one) and its interval, resampling questions."""
    return _interval((values,), _mean, len(values))


def paired_difference(one: Sequence[float], other: Sequence[float]) -> Interval:
    """The mean of one minus other on the same questions, resampling the pairs."""
    return mean_of([a - b for a, b in zip(one, other, strict=True)])


def gap(one: Sequence[float], other: Sequence[float]) -> Interval:
    """The mean of one minus that of other, of two sets of questions, each resampled by itself.

    Each holds at least LEAST_FOR_A_GAP questions.
    """
    return _interval((one, other), _difference, min(len(one), len(other)))


def _interval(
    samples: Sequence[Sequence[float]], statistic: Callable[..., Values], count: int
) -> Interval:
    arrays = [np.asarray(sample, dtype=float) for sample in samples]
    value = float(statistic(*arrays, axis=0))
    if all(np.ptp(array) == 0 for array in arrays):  # nothing to resample
        return Interval(value, value, value, count)
    low, high = bootstrap(
        arrays,
        statistic,
        n_resamples=RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Interval(value, float(low), float(high), count)


def _mean(values: Values, axis: int) -> Values:
    return np.asarray(np.mean(values, axis=axis))


def _difference(one: Values, other: Values, axis: int) -> Values:
    return _mean(one, axis) - _mean(other, axis)
