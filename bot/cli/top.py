"""`atazan top`: a running bot as its metrics show it, live at the terminal."""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SettingsError
from bot.terminal.opening import HomeOption
from bot.terminal.speech import say

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric
    from rich.console import RenderableType

_TIMEOUT_S = 5.0
# Rows by the statuses and the stages that the metrics name.
_STATUSES = {
    "answered": "top-answered",
    "not_found": "top-not-found",
    "refused": "top-refused",
    "failed": "top-failed",
}
_STAGES = {
    "retrieve": "top-stage-retrieve",
    "generate": "top-stage-generate",
    "total": "top-stage-total",
}
# How many looks the line of the questions a second goes back, and what it is drawn with.
_REMEMBERED, _BARS = 48, "▁▂▃▄▅▆▇█"
_NOTHING = "–"

Figures = Mapping[tuple[str, frozenset[tuple[str, str]]], float]
# What it is, now, and since the bot was started.
_Row = tuple[str, str, str]


def top(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help=say("help-top-once"))] = False,
    every: Annotated[float, typer.Option("--every", min=0.2, help=say("help-top-every"))] = 2.0,
    home: HomeOption = None,
) -> None:
    """Show the figures of the bot of this data folder, again and again until Ctrl-C."""
    from rich.console import Console
    from rich.live import Live

    from bot.settings import load_settings

    settings = load_settings(home or context.obj)
    if settings.telegram_metrics_port is None:
        raise SettingsError("error-metrics-off")
    url = f"http://{settings.telegram_metrics_host}:{settings.telegram_metrics_port}/metrics"
    looks = deque([read_figures(url)], _REMEMBERED + 1)
    if once:
        Console().print(_view(looks, every))
        return
    with Live(_view(looks, every), auto_refresh=False) as live:
        while True:
            time.sleep(every)
            looks.append(read_figures(url))
            live.update(_view(looks, every), refresh=True)


def read_figures(url: str) -> Figures:
    """Fetch what a bot tells of itself. Raises SettingsError when it does not answer."""
    from urllib.error import URLError
    from urllib.request import urlopen

    from prometheus_client.parser import text_string_to_metric_families

    try:
        with urlopen(url, timeout=_TIMEOUT_S) as reply:  # nosec B310 # its scheme is ours
            text = reply.read().decode()
    except (URLError, OSError) as error:
        raise SettingsError("error-metrics-unreached", url=url, reason=str(error)) from error
    return _figures(text_string_to_metric_families(text))


def _figures(families: Iterable["Metric"]) -> Figures:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
    }


def _view(looks: Sequence[Figures], every: float) -> "RenderableType":
    """Everything that is shown, from the latest looks, so many seconds apart."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    rates = [max(0.0, _asked(b) - _asked(a)) / every for a, b in pairwise(looks)]  # 0: a restart
    is_ready = bool(_total(looks[-1], "atazan_ready"))
    head = Text.assemble(
        (" ✓" if is_ready else " ✗", "bold green" if is_ready else "bold red"),
        f" {say('top-ready')}   ",
        (_line(rates), "cyan"),
    )
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column()
    table.add_column(say("top-now"), justify="right", min_width=9)
    table.add_column(say("top-since-start"), justify="right", min_width=9, style="dim")
    before, now = (looks[0], *looks)[-2:]
    seconds = every if len(looks) > 1 else 0.0
    for section in (_questions(now, before, seconds), _times(now, before), _states(now)):
        for key, lately, since_start in section:
            table.add_row(say(key), lately, since_start)
        table.add_section()
    return Group(head, table)


def _questions(now: Figures, before: Figures, seconds: float) -> Iterator[_Row]:
    """How many were asked, what became of them, how many were remembered."""
    asked, lately = _asked(now), _asked(now) - _asked(before)
    yield "top-questions", _each_second(lately, seconds), _whole(asked)
    for status, key in _STATUSES.items():
        count = _total(now, "atazan_questions_total", status=status)
        more = count - _total(before, "atazan_questions_total", status=status)
        yield key, _each_second(more, seconds), _whole(count)
    known, earlier = (_total(one, "atazan_repeated_answers_total") for one in (now, before))
    yield "top-repeated", _share(known - earlier, lately), _share(known, asked)


def _times(now: Figures, before: Figures) -> Iterator[_Row]:
    """How long it takes, on the average."""
    for stage, key in _STAGES.items():
        name = "atazan_stage_seconds"
        yield key, _mean_ms(now, name, before, stage=stage), _mean_ms(now, name, stage=stage)
    name = "atazan_answer_seconds"
    yield "top-wait", _mean_ms(now, name, before), _mean_ms(now, name)


def _states(now: Figures) -> Iterator[_Row]:
    """How things stand."""
    yield "top-open", _whole(_total(now, "atazan_updates_open")), ""
    yield "top-waiting", _whole(_total(now, "atazan_questions_waiting")), ""
    yield "top-refusals", "", _whole(_total(now, "atazan_telegram_refusals_total"))
    yield "top-doubles", "", _whole(_total(now, "atazan_possible_doubles"))
    yield "top-memory", f"{_total(now, 'process_resident_memory_bytes') / 1e6:.0f} MB", ""


def _asked(figures: Figures) -> float:
    return _total(figures, "atazan_questions_total")


def _line(rates: Sequence[float]) -> str:
    """The rates of late as bars, the highest of them as the full one."""
    highest = max(rates, default=0.0)
    steps = len(_BARS) - 1
    return "".join(_BARS[round(steps * rate / highest)] for rate in rates) if highest else ""


def _whole(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")


def _each_second(more: float, seconds: float) -> str:
    return say("top-each-second", number=f"{more / seconds:.1f}") if seconds else _NOTHING


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else _NOTHING


def _total(figures: Figures, name: str, **labels: str) -> float:
    wanted = labels.items()
    return sum(
        value for (one, held), value in figures.items() if one == name and held >= set(wanted)
    )


def _mean_ms(figures: Figures, name: str, before: Figures | None = None, **labels: str) -> str:
    """The mean of all that was measured, or of what was since an earlier look."""
    count, total = (
        _total(figures, f"{name}_{part}", **labels)
        - (_total(before, f"{name}_{part}", **labels) if before else 0.0)
        for part in ("count", "sum")
    )
    return f"{1000 * total / count:.1f} ms" if count else _NOTHING
