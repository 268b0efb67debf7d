"""Floors: what golden questions must reach, in a TOML file; a command raises them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError
from bot.quality.metrics import METRICS, Metric, Score
from bot.quality.summary import Figure, summarise

Floors = Mapping[str, Mapping[str, float]]

# Figures with a better and a worse.
FLOORED = tuple(metric for metric in METRICS if metric.better)
_HEAD = """\
# What the golden questions must reach on the default corpus, a table a set; false answers and false
# refusals are errors, which must stay under. `atazan eval floors` holds a run against them and,
# with --raise, raises them; nothing lowers them but a person who says why in the commit.
"""


@dataclass(frozen=True, slots=True)
class Fall:
    """A metric that is worse than its floor by more than noise."""

    metric: Metric
    floor: float
    figure: Figure


def read_floors(file: Path) -> Floors:
    """Read the floors of all sets. Raises BotError where the file is none."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BotError("error-floors", path=str(file), reason=str(error)) from error


def write_floors(floors: Floors, file: Path) -> None:
    """Write the floors of all sets."""
    tables = (_table(name, values) for name, values in floors.items())
    file.write_text("\n".join((_HEAD, *tables)), encoding="utf-8")


def fallen(scores: Sequence[Score], floors: Mapping[str, float]) -> list[Fall]:
    """Return the metrics whose whole interval lies on the worse side of their floor."""
    figures = {figure.metric.name: figure for figure in summarise(scores).figures}
    return [
        Fall(metric, floors[metric.name], figures[metric.name])
        for metric in FLOORED
        if metric.name in floors
        and metric.name in figures
        and _is_under(figures[metric.name], floors[metric.name])
    ]


def raised(scores: Sequence[Score], floors: Mapping[str, float]) -> dict[str, float]:
    """Return the floors with those figures of a run that are better. None is ever lowered."""
    figures = {figure.metric.name: figure.overall.mean for figure in summarise(scores).figures}
    return {
        metric.name: _better(metric, figures.get(metric.name), floors.get(metric.name))
        for metric in FLOORED
        if metric.name in figures or metric.name in floors
    }


def _is_under(figure: Figure, floor: float) -> bool:
    interval = figure.overall
    # Floors are written with four decimals.
    return interval.high < floor - 5e-5 if figure.metric.better > 0 else interval.low > floor + 5e-5


def _better(metric: Metric, figure: float | None, floor: float | None) -> float:
    known = [round(value, 4) for value in (figure, floor) if value is not None]
    return max(known) if metric.better > 0 else min(known)


def _table(name: str, values: Mapping[str, float]) -> str:
    lines = (f"{metric} = {value}" for metric, value in values.items())
    return "\n".join((f"[{name}]", *lines, ""))
