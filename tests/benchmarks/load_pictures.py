"""What became of a city's day and of very many questions, as pictures for docs/telegram-load.md."""

import statistics
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot
from matplotlib.axes import Axes

from tests.benchmarks.load_city import City

_INK, _QUIET, _TEAL, _AMBER = "#1f2933", "#8a94a0", "#0f7b83", "#c77b1b"
_HOURS, _PARTS = 24, 96
_STYLE = {
    "axes.edgecolor": _QUIET,
    "axes.labelcolor": _INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "figure.dpi": 120,
    "font.size": 10,
    "text.color": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
}


def draw_day(city: City, minutes: float, path: Path) -> None:
    """Draw how many asked and how long they waited, over the hours of the day."""
    with mpl.rc_context(_STYLE):
        figure, (asked, waited) = pyplot.subplots(
            2, 1, sharex=True, figsize=(9, 5.4), layout="constrained"
        )
        parts = _parts(city, 60 * minutes)
        hours = [_HOURS * (place + 0.5) / _PARTS for place in range(_PARTS)]
        seconds = 60 * minutes / _PARTS
        asked.fill_between(hours, [len(part) / seconds for part in parts], color=_TEAL, alpha=0.85)
        asked.set_title("Questions a second")
        asked.set_ylim(0)
        for share, colour, name in ((0.5, _TEAL, "half of people"), (0.95, _AMBER, "19 of 20")):
            waits = [_quantile(part, share) for part in parts]
            waited.plot(hours, waits, color=colour, linewidth=1.8, label=f"{name} waited at most")
        waited.set_title("Seconds from question to answer")
        waited.set_yscale("log")
        waited.yaxis.set_major_formatter("{x:g}")
        waited.legend(frameon=False, loc="upper left")
        waited.set_xlim(0, _HOURS)
        waited.set_xticks(range(0, _HOURS + 1, 3))
        waited.set_xlabel(f"hour of the day, pressed into {minutes:g} minutes")
        _grid(asked, waited)
        figure.savefig(path)
        pyplot.close(figure)


def draw_memory(city: City, path: Path) -> None:
    """Draw the memory of the bot over the questions that it has answered."""
    with mpl.rc_context(_STYLE):
        figure, axes = pyplot.subplots(figsize=(9, 3.2), layout="constrained")
        thousands = [answered / 1000 for answered, _ in city.memory]
        axes.plot(thousands, [mb for _, mb in city.memory], color=_TEAL, linewidth=2)
        axes.set_title("Memory of the bot, MB")
        axes.set_ylim(0, 1.25 * max(mb for _, mb in city.memory))
        axes.set_xlim(0, thousands[-1])
        axes.set_xlabel("thousand questions answered")
        _grid(axes)
        figure.savefig(path)
        pyplot.close(figure)


def _parts(city: City, seconds: float) -> list[list[float]]:
    """The waits by the part of the day in which the question was asked."""
    parts: list[list[float]] = [[] for _ in range(_PARTS)]
    for moment, wait in zip(city.moments, city.waits, strict=True):
        parts[min(_PARTS - 1, int(_PARTS * moment / seconds))].append(wait)
    return parts


def _quantile(waits: Sequence[float], share: float) -> float:
    """Nothing where nobody has asked."""
    if len(waits) < 2:
        return waits[0] if waits else float("nan")
    return statistics.quantiles(waits, n=100, method="inclusive")[round(100 * share) - 1]


def _grid(*all_axes: Axes) -> None:
    for axes in all_axes:
        axes.grid(axis="y", color=_QUIET, alpha=0.25)
        axes.tick_params(length=0)
