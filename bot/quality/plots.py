"""Plots as plain coordinates, for a template to draw: curves, histograms, intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answer import Status
from bot.quality.abstention import decision_curve, risk_coverage
from bot.quality.metrics import Score
from bot.quality.statistics import Interval

# The drawing area, in units of the picture.
WIDTH, HEIGHT = 320.0, 180.0
_BINS = 20


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: the points of an SVG polyline, and the message key of its name."""

    key: str
    points: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram: its place and size, and what it counts, by message key."""

    key: str
    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture: its title, axes (message keys), the labels along x, curves and bars.

    `mark` is a place on the x axis that matters (the threshold), -1 where none does.
    """

    key: str
    x_key: str
    y_key: str
    x_labels: tuple[str, ...]
    y_labels: tuple[str, ...]
    curves: tuple[Curve, ...] = ()
    bars: tuple[Bar, ...] = ()
    mark: float = -1.0


_PERCENT = ("0", "25", "50", "75", "100 %")


def plots_of(scores: Sequence[Score], threshold: float) -> list[Plot]:
    """Return the pictures of a report."""
    return [
        _risk(scores),
        _decision(scores, threshold),
        _confidences(scores, threshold),
        _times(scores),
    ]


def interval_on_line(interval: Interval) -> tuple[float, float, float]:
    """Where low, mean and high of a share lie on a line 100 long."""
    return interval.low * 100, interval.mean * 100, interval.high * 100


def _risk(scores: Sequence[Score]) -> Plot:
    steps = risk_coverage(scores)
    curve = _curve("plot-risk", [(step.coverage, step.risk) for step in steps])
    return Plot("plot-risk", "plot-coverage", "plot-risk-axis", _PERCENT, _PERCENT, (curve,))


def _decision(scores: Sequence[Score], threshold: float) -> Plot:
    steps = decision_curve(scores, 50)
    answers = _curve("metric-false-answers", [(s.threshold, s.false_answers) for s in steps])
    refusals = _curve("metric-false-refusals", [(s.threshold, s.false_refusals) for s in steps])
    labels = ("0", "0.25", "0.5", "0.75", "1")
    curves = (answers, refusals)
    return Plot(
        "plot-decision",
        "curve-threshold",
        "plot-share",
        labels,
        _PERCENT,
        curves,
        mark=threshold * WIDTH,
    )


def _confidences(scores: Sequence[Score], threshold: float) -> Plot:
    """How sure the Evidence was, of questions that have an answer and of those that have none."""
    parts = {
        "plot-answerable": [s.answer.confidence for s in scores if _has_answer(s)],
        "plot-unanswerable": [s.answer.confidence for s in scores if not _has_answer(s)],
    }
    labels = ("0", "0.25", "0.5", "0.75", "1")
    bars, most = _stacked(parts, 1.0)
    ticks = ("0", "", "", "", str(most))
    return Plot(
        "plot-confidence",
        "plot-confidence-axis",
        "plot-questions",
        labels,
        ticks,
        bars=bars,
        mark=threshold * WIDTH,
    )


def _times(scores: Sequence[Score]) -> Plot:
    totals = [one.answer.timings_ms["total"] for one in scores if "total" in one.answer.timings_ms]
    longest = float(np.ceil(np.percentile(totals, 99))) if totals else 1.0
    kept = {"plot-times": [min(value, longest) for value in totals]}
    bars, most = _stacked(kept, longest)
    labels = tuple(f"{longest * share:.0f}" for share in (0, 0.25, 0.5, 0.75, 1))
    return Plot(
        "plot-times", "plot-ms", "plot-questions", labels, ("0", "", "", "", str(most)), bars=bars
    )


def _stacked(parts: dict[str, list[float]], end: float) -> tuple[tuple[Bar, ...], int]:
    """Bars of several histograms, one upon the other, and the count of the highest."""
    counts = {key: np.histogram(values, _BINS, (0, end))[0] for key, values in parts.items()}
    most = max(1, int(np.sum(list(counts.values()), axis=0).max()))
    tops, bars, width = np.zeros(_BINS), [], WIDTH / _BINS
    for key, column in counts.items():
        for number, count in enumerate(map(int, column)):
            height = count / most * HEIGHT
            tops[number] += height
            if count:
                top = HEIGHT - float(tops[number])
                bars.append(Bar(key, number * width, top, width, height, count))
    return tuple(bars), most


def _curve(key: str, points: Sequence[tuple[float, float]]) -> Curve:
    return Curve(key, " ".join(f"{x * WIDTH:.1f},{(1 - y) * HEIGHT:.1f}" for x, y in points))


def _has_answer(one: Score) -> bool:
    return one.golden.expect is Status.ANSWERED
