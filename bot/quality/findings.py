"""What the figures mean, in plain sentences: what differs, what is noise, what is too few."""

from collections.abc import Iterator, Sequence

from bot.quality.floors import Fall
from bot.quality.metrics import Metric
from bot.quality.statistics import FEW, Interval
from bot.quality.summary import Change, Figure, Summary
from corpus.document import Language
from prompts.messages import message


def findings_of_run(summary: Summary, language: Language) -> list[str]:
    """Say how the two languages differ, and where there are too few questions to tell."""
    uneven = [figure for figure in summary.figures if _differs(figure)]
    sentences = [_parity(figure, language) for figure in uneven]
    if not uneven and any(figure.parity for figure in summary.figures):
        sentences.append(message("finding-parity-none", language))
    return sentences + list(_few(summary.questions, language))


def findings_of_comparison(
    changes: Sequence[Change], questions: int, language: Language
) -> list[str]:
    """Say which metrics a change made better and which worse, and which moved by chance."""
    told = [
        message(
            f"finding-{change.verdict}",
            language,
            metric=metric_name(change.metric, language),
            **_points(change.metric, change.difference, language),
        )
        for change in changes
        if change.verdict != "noise"
    ]
    moved = [c for c in changes if c.verdict == "noise" and c.difference.mean]
    if moved:
        names = ", ".join(metric_name(change.metric, language) for change in moved)
        told.append(message("finding-noise", language, metrics=names))
    return (told or [message("finding-same", language)]) + list(_few(questions, language))


def finding_of_fall(fall: Fall, language: Language) -> str:
    """Say that a metric is under its floor."""
    figure = fall.figure.overall
    return message(
        "finding-fallen",
        language,
        metric=metric_name(fall.metric, language),
        value=f"{figure.mean:.1%}",
        low=f"{figure.low:.1%}",
        high=f"{figure.high:.1%}",
        floor=f"{fall.floor:.1%}",
    )


def metric_name(metric: Metric, language: Language) -> str:
    """A metric by its name for people."""
    return message(f"metric-{metric.name}", language)


def _differs(figure: Figure) -> bool:
    return bool(figure.metric.better and figure.parity and not figure.parity.is_noise)


def _parity(figure: Figure, language: Language) -> str:
    assert figure.parity
    kazakh_is_better = figure.metric.better * figure.parity.mean > 0
    key = "finding-parity-kk" if kazakh_is_better else "finding-parity-ru"
    name = metric_name(figure.metric, language)
    return message(key, language, metric=name, **_points(figure.metric, figure.parity, language))


def _points(metric: Metric, difference: Interval, language: Language) -> dict[str, str]:
    """The size of a difference and its interval, in percentage points where it is one of shares."""
    scale = 100 if metric.is_share else 1
    low, high = sorted((abs(difference.low), abs(difference.high)))
    size = f"{abs(difference.mean) * scale:.1f}"
    points = message("finding-points", language, value=size) if metric.is_share else size
    return {"points": points, "low": f"{low * scale:.1f}", "high": f"{high * scale:.1f}"}


def _few(questions: int, language: Language) -> Iterator[str]:
    if questions < FEW:
        yield message("finding-few", language, count=questions)
