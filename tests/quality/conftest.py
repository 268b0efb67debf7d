"""Golden sets, their floors, and the program over the default corpus."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.quality.floors import read_floors
from bot.quality.generation import generate_answers
from bot.quality.golden import GoldenQuestion, read_golden
from bot.quality.metrics import Score, score_all
from bot.settings import Settings
from bot.wiring import Application, build_application

HERE = Path(__file__).parent
SETS = {file.stem: list(read_golden(file)) for file in sorted((HERE / "golden").glob("*.jsonl"))}
FLOORS = read_floors(HERE / "floors.toml")


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Application:
    """The program over the default corpus, indexed."""
    application = build_application(Settings(home=tmp_path_factory.mktemp("home")))
    application.add_default_corpus()
    application.index()
    return application


def ask(assistant: Assistant, golden: Sequence[GoldenQuestion]) -> list[Score]:
    """Ask golden questions and score the answers."""
    return score_all(list(generate_answers(assistant, golden)))
