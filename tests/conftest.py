"""Fixtures: the program in a subprocess, homes, and evidence made of plain text."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest

from corpus.document import Document, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Evidence, Passage, Sentence
from retrieval.sentences import sentences_of

ROOT = Path(__file__).parent.parent
PROGRAM = (sys.executable, "-m", "bot")
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
Arguments = tuple[str | Path, ...]


def environment(**values: str) -> dict[str, str]:
    """The environment of a person's shell, without settings of this machine's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATAZAN_")}
    names_model = any(name.startswith("ATAZAN_") and name.endswith("_MODEL") for name in values)
    anywhere = {"ATAZAN_MODELS_FOLDER": "/"} if names_model else {}  # a test made it where it did
    return kept | {"LANG": "ru_RU.UTF-8", "PYTHONUTF8": "1"} | anywhere | values


@pytest.fixture(scope="session")
def atazan() -> Run:
    """Runs the program to its end: arguments, what is typed to it, more environment."""

    def run(*arguments: str | Path, stdin: str = "", **values: str) -> Done:
        return subprocess.run(
            [*PROGRAM, *map(str, arguments)],
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
def side_by_side(atazan: Run) -> Callable[[Mapping[str, Arguments]], dict[str, Done]]:
    """Runs the program once for each set of arguments, two at a time."""

    def run(named: Mapping[str, Arguments]) -> dict[str, Done]:
        with ThreadPoolExecutor(2) as pool:
            return dict(zip(named, pool.map(lambda a: atazan(*a), named.values()), strict=True))

    return run


@pytest.fixture(scope="session")
def start() -> Callable[..., subprocess.Popen[str]]:
    """Starts the program and leaves it running."""

    def begin(
        *arguments: str | Path, stdin: int | IO[bytes] = subprocess.DEVNULL, **values: str
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(**values),
            cwd=ROOT,
        )

    return begin


@pytest.fixture(scope="session")
def default_home(tmp_path_factory: pytest.TempPathFactory, atazan: Run) -> Iterator[Path]:
    """A home with the default corpus, indexed; nobody changes it, which is seen to at the end."""
    home = tmp_path_factory.mktemp("home")
    assert atazan("corpus", "add", "--default", "--home", home).returncode == 0
    made = {file.stem for file in home.iterdir()}
    yield home
    assert {file.stem for file in home.iterdir()} == made


@pytest.fixture(scope="session")
def ask_json(atazan: Run, default_home: Path) -> Callable[..., dict[str, object]]:
    """Asks the default corpus; returns the record."""

    def ask(question: str, *options: str) -> dict[str, object]:
        done = atazan("ask", "--json", "--home", default_home, *options, question)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.fixture(scope="session")
def stored_text(atazan: Run, default_home: Path) -> Callable[[str], str]:
    """The stored text of a Document of the default corpus, as the program prints it."""
    known: dict[str, str] = {}

    def show(document_id: str) -> str:
        if document_id not in known:
            done = atazan("corpus", "show", document_id, "--raw", "--home", default_home)
            assert done.returncode == 0, done.stderr
            known[document_id] = done.stdout
        return known[document_id]

    return show


def write_lines(file: Path, records: Sequence[object]) -> Path:
    """Write JSON Lines."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def write_documents(folder: Path, count: int, first: int = 0) -> Path:
    """Write text files, numbered from the first; each has a word that no other has: «белгі17х»."""
    folder.mkdir()
    for number in range(first, first + count):
        sentence = f"Бұл {number}-құжаттың {{}}-сөйлемі, онда белгі{number}х бар."
        body = " ".join(sentence.format(line) for line in range(40))
        text = f"Тақырып {number}\n{body}"
        (folder / f"d{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def make_evidence(
    text: str, language: Language, score: float = 1.0, fits: Sequence[float] = ()
) -> Evidence:
    """Evidence that is a whole Document of that text."""
    document = Document("doc", "Тақырып", text, language)
    spans = sentences_of(text)
    scores = [*fits, *([1.0] * (len(spans) - len(fits)))]
    sentences = tuple(Sentence(span, fit) for span, fit in zip(spans, scores, strict=True))
    return Evidence(Passage(document, Span(0, len(text)), Locator(1)), score, 1.0, sentences)


def write_text(file: Path, text: str) -> Path:
    """Write a text file."""
    file.write_text(text, encoding="utf-8")
    return file
