"""Fixtures: the program in a subprocess, homes, and evidence made of plain text."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.document import Document, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Evidence, Passage, Sentence
from retrieval.sentences import sentences_of

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**values: str) -> dict[str, str]:
    """The environment of a person's shell, without settings of this machine's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATAZAN_")}
    return kept | {"LANG": "ru_RU.UTF-8", "PYTHONUTF8": "1"} | values


@pytest.fixture(scope="session")
def atazan() -> Run:
    def run(*arguments: str, stdin: str = "", **values: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            capture_output=True,
            text=True,
            input=stdin,
            env=environment(**values),
            cwd=ROOT,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def default_home(tmp_path_factory: pytest.TempPathFactory, atazan: Run) -> Path:
    """A home with the default corpus, indexed; nobody changes it."""
    home = tmp_path_factory.mktemp("home")
    assert atazan("corpus", "add", "--default", "--home", str(home)).returncode == 0
    return home


@pytest.fixture(scope="session")
def ask_json(atazan: Run, default_home: Path) -> Callable[..., dict[str, object]]:
    def ask(question: str, *options: str) -> dict[str, object]:
        done = atazan("ask", "--json", "--home", str(default_home), *options, question)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def make_evidence(
    text: str, language: Language, score: float = 1.0, fits: Sequence[float] = ()
) -> Evidence:
    """Evidence that is a whole Document of that text."""
    document = Document("doc", "Тақырып", text, language)
    spans = sentences_of(text)
    scores = [*fits, *([1.0] * (len(spans) - len(fits)))]
    sentences = tuple(Sentence(span, fit) for span, fit in zip(spans, scores, strict=True))
    return Evidence(Passage(document, Span(0, len(text)), Locator(1)), score, 1.0, sentences)
