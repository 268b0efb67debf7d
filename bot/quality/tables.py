"""Figures as text tables for a terminal, and as a JSON record."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.quality.abstention import decision_curve
from bot.quality.findings import metric_name
from bot.quality.metrics import Metric, Score
from bot.quality.statistics import Interval
from bot.quality.summary import Change, Summary
from bot.terminal.speech import say, terminal_language
from corpus.document import Language

_NAME, _CELL = 26, 22


def render_summary(summary: Summary) -> Iterator[str]:
    """Yield the lines of all figures: overall, in each language, and the gap between them."""
    heads = ("column-all", "column-kk", "column-ru", "column-gap", "column-count")
    yield say("eval-heading", count=summary.questions)
    yield _row("", [say(head) for head in heads])
    for figure in summary.figures:
        parts = (figure.by_language.get(language) for language in Language)
        cells = [render_interval(figure.metric, each) for each in (figure.overall, *parts)]
        gap = render_interval(figure.metric, figure.parity, sign="+")
        name = metric_name(figure.metric, terminal_language())
        yield _row(name, [*cells, gap, str(figure.overall.count)])
    yield _row(say("metric-risk"), [f"{summary.risk:.1%}"])
    yield from _costs(summary)


def _costs(summary: Summary) -> Iterator[str]:
    for latency in summary.latencies:
        stage = say("column-stage", stage=latency.stage)
        yield _row(stage, [say("column-ms", median=_ms(latency.median), p95=_ms(latency.p95))])
    for kind, count in summary.tokens.items():
        yield _row(say(f"tokens-{kind}"), [f"{count:.0f}"])


def render_curve(scores: Sequence[Score]) -> Iterator[str]:
    """Yield both errors by threshold, as a Markdown table."""
    columns = ("curve-threshold", "metric-false-answers", "metric-false-refusals")
    yield "| " + " | ".join(map(say, columns)) + " |"
    yield "|---" * len(columns) + "|"
    for point in decision_curve(scores):
        figures = (point.false_answers, point.false_refusals)
        yield f"| {point.threshold:.2f} | " + " | ".join(f"{f:.1%}" for f in figures) + " |"


def render_changes(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what became of each metric."""
    heads = ("column-before", "column-after", "column-difference", "column-count")
    yield _row("", [say(head) for head in heads])
    for change in changes:
        metric = change.metric
        name = metric_name(metric, terminal_language())
        values = [render_value(metric, value) for value in (change.before, change.after)]
        difference = render_interval(metric, change.difference, sign="+")
        yield _row(name, [*values, difference, str(change.difference.count)])


def render_interval(metric: Metric, interval: Interval | None, sign: str = "") -> str:
    """A mean and its interval: «86.4 [82.1; 90.2]», shares in percent."""
    if interval is None:
        return "–"
    scale = 100 if metric.is_share else 1
    ends = "; ".join(f"{value * scale:{sign}.1f}" for value in (interval.low, interval.high))
    return f"{interval.mean * scale:{sign}.1f} [{ends}]"


def render_value(metric: Metric, value: float) -> str:
    """A value of one question or a mean, shares in percent."""
    return f"{value * (100 if metric.is_share else 1):.1f}"


def summary_record(
    about: Mapping[str, str], summary: Summary, scores: Sequence[Score]
) -> dict[str, Any]:
    """Return the record of `eval answers --json`: shares are 0–1."""
    return {
        "run": dict(about),
        "questions": summary.questions,
        "metrics": {
            figure.metric.name: {
                **interval_record(figure.overall),
                **{name: interval_record(part) for name, part in figure.by_language.items()},
                "gap": figure.parity and interval_record(figure.parity),
            }
            for figure in summary.figures
        },
        "risk": round(summary.risk, 4),
        "latency_ms": {
            latency.stage: {"p50": round(latency.median, 2), "p95": round(latency.p95, 2)}
            for latency in summary.latencies
        },
        "tokens": dict(summary.tokens),
        "answers": [_score_record(one) for one in scores],
    }


def interval_record(interval: Interval) -> dict[str, float]:
    """Return a mean, its 95% interval and the number of questions."""
    return {
        "mean": round(interval.mean, 4),
        "low": round(interval.low, 4),
        "high": round(interval.high, 4),
        "questions": interval.count,
    }


def _score_record(one: Score) -> dict[str, Any]:
    return {
        "id": one.golden.id,
        "expect": one.golden.expect,
        "status": one.answer.status,
        "right": one.is_right,
        "metrics": {name: round(value, 4) for name, value in one.values.items()},
        "answer": one.answer.text,
    }


def _row(name: str, cells: Sequence[str]) -> str:
    return f"  {name:<{_NAME}}" + "".join(f"{cell:<{_CELL}}" for cell in cells).rstrip()


def _ms(value: float) -> str:
    return f"{value:.1f}"
