"""`atazan top`: a running bot as its metrics show it, live at the terminal."""

import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SettingsError
from bot.terminal.opening import HomeOption
from bot.terminal.speech import say

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric
    from rich.table import Table

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

Figures = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


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
    before = read_figures(url)
    if once:
        Console().print(_table(before, before, 0))
        return
    with Live(_table(before, before, 0), auto_refresh=False) as live:
        while True:
            time.sleep(every)
            now = read_figures(url)
            live.update(_table(now, before, every), refresh=True)
            before = now


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


def _table(now: Figures, before: Figures, seconds: float) -> "Table":
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for key, value in _rows(now, before, seconds):
        table.add_row(say(key), value)
    return table


def _rows(now: Figures, before: Figures, seconds: float) -> Iterable[tuple[str, str]]:
    asked, earlier = _total(now, "atazan_questions_total"), _total(before, "atazan_questions_total")
    yield "top-ready", "✓" if _total(now, "atazan_ready") else "✗"
    yield "top-questions", f"{asked:,.0f}".replace(",", " ")
    yield "top-rate", f"{(asked - earlier) / seconds:.1f}" if seconds else "–"
    for status, key in _STATUSES.items():
        count = _total(now, "atazan_questions_total", status=status)
        yield key, f"{count:,.0f}".replace(",", " ")
    repeated = _total(now, "atazan_repeated_answers_total")
    yield "top-repeated", f"{repeated / asked:.0%}" if asked else "–"
    for stage, key in _STAGES.items():
        yield key, _mean_ms(now, "atazan_stage_seconds", stage=stage)
    yield "top-wait", _mean_ms(now, "atazan_answer_seconds")
    yield "top-open", f"{_total(now, 'atazan_updates_open'):.0f}"
    yield "top-waiting", f"{_total(now, 'atazan_questions_waiting'):.0f}"
    yield "top-refusals", f"{_total(now, 'atazan_telegram_refusals_total'):.0f}"
    yield "top-doubles", f"{_total(now, 'atazan_possible_doubles'):.0f}"
    yield "top-memory", f"{_total(now, 'process_resident_memory_bytes') / 1e6:.0f} MB"


def _total(figures: Figures, name: str, **labels: str) -> float:
    wanted = labels.items()
    return sum(
        value for (one, held), value in figures.items() if one == name and held >= set(wanted)
    )


def _mean_ms(figures: Figures, name: str, **labels: str) -> str:
    count = _total(figures, f"{name}_count", **labels)
    return f"{1000 * _total(figures, f'{name}_sum', **labels) / count:.1f} ms" if count else "–"
