"""Scores → figures: every metric with its interval, by language and by tag; latencies; tokens."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.quality.abstention import area_under_risk, risk_coverage
from bot.quality.metrics import METRICS, Metric, Score, values_of
from bot.quality.statistics import LEAST_FOR_A_GAP, Interval, gap, mean_of, paired_difference
from corpus.document import Language


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over all its questions, in each language, and the gap: Kazakh minus Russian."""

    metric: Metric
    overall: Interval
    by_language: Mapping[Language, Interval]
    parity: Interval | None


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a stage: the median and the 95th percentile."""

    stage: str
    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run. `risk` is the area under the risk–coverage curve (0–1)."""

    questions: int
    figures: tuple[Figure, ...]
    risk: float
    latencies: tuple[Latency, ...]
    tokens: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TagRow:
    """The questions of one tag: how many, and the metrics that apply to any."""

    tag: str
    count: int
    values: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Change:
    """A metric of a run minus that of another, on the questions that both scored."""

    metric: Metric
    before: float
    after: float
    difference: Interval

    @property
    def verdict(self) -> str:
        """`noise`, `better`, `worse`, or `other` for a metric of which neither is better."""
        if self.difference.is_noise:
            return "noise"
        sign = self.metric.better * self.difference.mean
        return "better" if sign > 0 else "worse" if sign < 0 else "other"


def summarise(scores: Sequence[Score]) -> Summary:
    """Sum up the scores of a run."""
    figures = (_figure(metric, scores) for metric in METRICS)
    return Summary(
        questions=len(scores),
        figures=tuple(filter(None, figures)),
        risk=area_under_risk(risk_coverage(scores)),
        latencies=tuple(_latencies(scores)),
        tokens=_tokens(scores),
    )


def by_tag(scores: Sequence[Score]) -> list[TagRow]:
    """Return the figures of each tag, in the order of the alphabet."""
    tags = sorted({tag for one in scores for tag in one.golden.tags})
    return [_tag_row(tag, [one for one in scores if tag in one.golden.tags]) for tag in tags]


def compare(before: Sequence[Score], after: Sequence[Score]) -> list[Change]:
    """Return what became of each metric, on the questions that both runs asked."""
    changes = (_change(metric, _paired(metric, before, after)) for metric in METRICS)
    return list(filter(None, changes))


def won_and_lost(
    before: Sequence[Score], after: Sequence[Score]
) -> tuple[list[tuple[Score, Score]], list[tuple[Score, Score]]]:
    """Return the questions that only the later run got right, and those that only the earlier."""
    earlier = {one.golden.id: one for one in before}
    pairs = [(earlier[one.golden.id], one) for one in after if one.golden.id in earlier]
    won = [(old, new) for old, new in pairs if new.is_right and not old.is_right]
    lost = [(old, new) for old, new in pairs if old.is_right and not new.is_right]
    return won, lost


def _figure(metric: Metric, scores: Sequence[Score]) -> Figure | None:
    values = values_of(scores, metric.name)
    parts = {
        language: values_of(_in_language(scores, language), metric.name) for language in Language
    }
    if not values:
        return None
    known = {language: mean_of(part) for language, part in parts.items() if part}
    enough = min(map(len, parts.values())) >= LEAST_FOR_A_GAP
    parity = gap(parts[Language.KK], parts[Language.RU]) if enough else None
    return Figure(metric, mean_of(values), known, parity)


def _in_language(scores: Iterable[Score], language: Language) -> list[Score]:
    return [one for one in scores if one.golden.language is language]


def _tag_row(tag: str, scores: Sequence[Score]) -> TagRow:
    values = {metric.name: values_of(scores, metric.name) for metric in METRICS}
    known = {name: mean_of(those) for name, those in values.items() if those}
    return TagRow(tag, len(scores), known)


def _paired(
    metric: Metric, before: Sequence[Score], after: Sequence[Score]
) -> list[tuple[float, float]]:
    earlier = {one.golden.id: one.values for one in before}
    return [
        (earlier[one.golden.id][metric.name], one.values[metric.name])
        for one in after
        if metric.name in one.values and metric.name in earlier.get(one.golden.id, {})
    ]


def _change(metric: Metric, pairs: Sequence[tuple[float, float]]) -> Change | None:
    if not pairs:
        return None
    old, new = zip(*pairs, strict=True)
    return Change(metric, mean_of(old).mean, mean_of(new).mean, paired_difference(new, old))


def _latencies(scores: Sequence[Score]) -> Iterable[Latency]:
    stages = dict.fromkeys(stage for one in scores for stage in one.answer.timings_ms)
    for stage in stages:
        laps = [one.answer.timings_ms[stage] for one in scores if stage in one.answer.timings_ms]
        median, p95 = np.percentile(laps, [50, 95])
        yield Latency(stage, float(median), float(p95))


def _tokens(scores: Sequence[Score]) -> dict[str, float]:
    """Tokens an answer, on average, of the answers that a model wrote."""
    used = [one.answer.usage for one in scores if one.answer.usage]
    if not used:
        return {}
    return {
        "prompt": sum(usage.prompt for usage in used) / len(used),
        "reused": sum(usage.reused for usage in used) / len(used),
        "written": sum(usage.written for usage in used) / len(used),
    }
