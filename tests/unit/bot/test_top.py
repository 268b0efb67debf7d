import io
import re

import pytest
from rich.console import Console

from bot.cli.top import _view


@pytest.fixture(autouse=True)
def russian(monkeypatch):
    monkeypatch.setenv("ATAZAN_LANGUAGE", "ru")


def figures(asked, found, *, ready=1, seconds=0.0):
    """What a bot tells after so many questions, of which so many had an answer."""
    return {
        ("atazan_ready", frozenset()): ready,
        ("atazan_questions_total", labels(status="answered")): found,
        ("atazan_questions_total", labels(status="not_found")): asked - found,
        ("atazan_stage_seconds_sum", labels(stage="total")): seconds,
        ("atazan_stage_seconds_count", labels(stage="total")): asked,
    }


def labels(**them):
    return frozenset(them.items())


def shown(*looks, every=2.0):
    console = Console(file=io.StringIO(), width=100)
    console.print(_view(looks, every))
    lines = console.file.getvalue().splitlines()
    cells = [re.split(r" {2,}", line.strip()) for line in lines]
    return lines[0], {label: told for label, *told in cells}


def test_one_look_tells_what_was_since_the_start_and_nothing_of_now():
    head, rows = shown(figures(1_500, 1_200, seconds=3))
    assert "✓" in head
    assert rows["Вопросов"] == ["–", "1 500"]
    assert rows["Всего, в среднем"] == ["–", "2.0 ms"]


def test_two_looks_tell_what_is_now():
    _, rows = shown(figures(100, 80, seconds=1), figures(120, 90, seconds=1.1))
    assert rows["Вопросов"] == ["10.0 в с", "120"]
    assert rows["с ответом"] == ["5.0 в с", "90"]
    assert rows["Всего, в среднем"] == ["5.0 ms", "9.2 ms"]


def test_a_line_of_bars_tells_how_much_was_asked_of_late():
    looks = [figures(asked, 0) for asked in (0, 10, 30, 30)]
    head, _ = shown(*looks)
    assert head.endswith("▅█▁")


@pytest.mark.parametrize("ready", [1, 0])
def test_whether_telegram_is_reached_is_seen_first(ready):
    head, _ = shown(figures(1, 1, ready=ready))
    assert ("✓" in head, "✗" in head) == (bool(ready), not ready)
