"""Filling the corpus: 10,000 mixed documents, the same again, and the codes: `make bench-intake`.

    python -m tests.benchmarks.intake [--documents 10000] [--laws ../shared/corpora/laws-ru]

Files are text, Markdown, HTML, DOCX and PDF of about 150 words each, made here from the vocabulary
of the lexicon and the seeds; they are added by the program as a person would. Memory is that of the
whole tree of processes, sampled: the resident pages of the program and of its parser together.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from bot.settings import Settings
from bot.wiring import build_application
from tests.benchmarks.retrieval_speed import vocabulary
from tests.unit.corpus.samples import lines, make_docx, make_pdf

_PARAGRAPHS, _WORDS = 5, 30
_PAGE = "<!doctype html><html><head><title>{}</title></head><body><article><h1>{}</h1>{}</article></body></html>"
_SAMPLE_SECONDS = 0.05
# An article of the codes begins so, whatever the parser makes of it.
_ARTICLE = re.compile(r"^[ \t\xa0]*Статья (\d+(?:-\d+)?)\b", re.MULTILINE)


def _text(title: str, paragraphs: list[str]) -> bytes:
    return "\n".join([title, *paragraphs]).encode()


def _markdown(title: str, paragraphs: list[str]) -> bytes:
    return "\n\n".join([f"# {title}", *paragraphs]).encode()


def _html(title: str, paragraphs: list[str]) -> bytes:
    return _PAGE.format(title, title, "".join(f"<p>{one}</p>" for one in paragraphs)).encode()


def _docx(title: str, paragraphs: list[str]) -> bytes:
    return make_docx(f"# {title}", *paragraphs)


def _pdf(title: str, paragraphs: list[str]) -> bytes:
    words = " ".join(paragraphs).split()
    rows = (" ".join(words[at : at + 8]) for at in range(0, len(words), 8))
    return make_pdf([lines(title, *rows)])


# How many of ten documents are in each format.
_FORMATS: dict[str, tuple[int, Callable[[str, list[str]], bytes]]] = {
    "txt": (3, _text),
    "md": (2, _markdown),
    "html": (2, _html),
    "docx": (2, _docx),
    "pdf": (1, _pdf),
}


def write_documents(folder: Path, count: int) -> None:
    """Write so many documents, a hundred a folder."""
    dice, words = random.Random(count), vocabulary()
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    formats = [suffix for suffix, (share, _) in _FORMATS.items() for _ in range(share)]
    for number in range(count):
        drawn = dice.choices(words, weights, k=_PARAGRAPHS * _WORDS)
        starts = range(0, len(drawn), _WORDS)
        paragraphs = [f"{' '.join(drawn[at : at + _WORDS]).capitalize()}." for at in starts]
        suffix = formats[number % len(formats)]
        file = folder / f"{number // 100:03}" / f"d{number:05}.{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_FORMATS[suffix][1](f"Құжат {number}", paragraphs))


class Run(NamedTuple):
    """What the program said, how long it took and how much memory, in MB."""

    said: str
    seconds: float
    peak: float


def run(*arguments: str | Path) -> Run:
    """Run the program to its end."""
    begun = time.perf_counter()
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"ATAZAN_LANGUAGE": "ru"},
    )  # fmt: skip
    over, peaks = Event(), [0.0]
    watcher = Thread(target=_watch, args=(program.pid, over, peaks))
    watcher.start()
    said, _ = program.communicate()
    over.set()
    watcher.join()
    return Run(said.strip(), time.perf_counter() - begun, max(peaks))


def _watch(process: int, over: Event, peaks: list[float]) -> None:
    while not over.wait(_SAMPLE_SECONDS):
        peaks.append(sum(map(_resident, [process, *_children(process)])))


def _children(process: int) -> list[int]:
    try:
        return [
            int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()
        ]
    except OSError:
        return []


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def measure_documents(count: int) -> None:
    """Print a row for the first add, one for the second, one for a sync of the same."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch, "in"), Path(scratch, "home")
        write_documents(folder, count)
        show(f"{count:,} documents", count, run("corpus", "add", folder, "--home", home))
        show("the same again", count, run("corpus", "add", folder, "--home", home))
        (home / "atazan.toml").write_text(f'[[sources]]\npath = "{folder}"\n')
        show("the first `sync` of them", count, run("corpus", "sync", "--home", home))
        show("each further `sync`", count, run("corpus", "sync", "--home", home))


def measure_laws(folder: Path) -> None:
    """Print a row for the codes, and whether each of their articles is found by its number."""
    named = {
        (file.stem, number)
        for file in folder.iterdir()
        for number in _ARTICLE.findall(file.read_text(encoding="utf-8"))
    }
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "home")
        added = run("corpus", "add", folder, "--home", home)
        show(f"{len(list(folder.iterdir()))} codes of {len(named):,} articles", len(named), added)
        retriever = build_application(Settings(home=home)).retriever
        numbers = sorted({number for _, number in named})
        found = {(document.id, n) for n in numbers for document in retriever.article(n)}
    lost = sorted(named - found)
    print(f"\nArticles that are not found: {len(lost)} {lost[:20]}")


def show(what: str, count: int, done: Run) -> None:
    """Print one row of the Markdown table."""
    rate = count / done.seconds
    print(
        f"| {what} | {done.seconds:.1f} | {rate:,.0f} | {done.peak:,.0f} | {done.said} |",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--laws", type=Path, default=Path("../shared/corpora/laws-ru"))
    arguments = parser.parse_args()
    print("| what | seconds | a second | peak memory, MB | report |")
    print("|---|---|---|---|---|")
    measure_documents(arguments.documents)
    if arguments.laws.is_dir():
        measure_laws(arguments.laws)


if __name__ == "__main__":
    main()
