"""Filling the corpus: mixed documents in bulk, the run repeated, and laws by article.

    python -m tests.benchmarks.intake [--documents 10000] [--laws ../shared/corpora/laws-ru]

Prints Markdown: documents a second, peak memory with children, and what each law holds.
"""

import argparse
import html
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from bot.settings import Settings
from bot.wiring import Application, build_application
from corpus.document import Document
from corpus.intake import take_in
from corpus.parsing import parse_file
from retrieval.comparison import articles_of
from tests.benchmarks.retrieval_speed import documents
from tests.unit.corpus.samples import lines as drawn
from tests.unit.corpus.samples import make_docx, make_pdf

_PASSAGES_A_DOCUMENT = 20
# The ending of every document, by its number modulo twenty: text, Markdown, HTML, DOCX, PDF.
_ENDINGS = ["txt"] * 14 + ["md"] * 2 + ["html"] * 2 + ["docx", "pdf"]
_ARTICLE = re.compile(r"^\s*Статья (\d+(?:-\d+)?)[.\s]", re.MULTILINE)


def write_documents(folder: Path, count: int) -> None:
    """Write mixed files of about 600 words each."""
    dice = random.Random(count)
    for number, document in enumerate(documents(count * _PASSAGES_A_DOCUMENT, dice)):
        ending = _ENDINGS[number % len(_ENDINGS)]
        subfolder = folder / f"{number // 1000:03}"
        subfolder.mkdir(parents=True, exist_ok=True)
        (subfolder / f"{number:05}.{ending}").write_bytes(_encoded(document, ending))


def _encoded(document: Document, ending: str) -> bytes:
    lines = document.text.split("\n")
    if ending == "html":
        body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        page = f"<html><head><title>{document.title}</title></head><body><article>{body}"
        return f"{page}</article></body></html>".encode()
    if ending == "docx":
        return make_docx(*lines)
    if ending == "pdf":
        return make_pdf([drawn(*(line[:80] for line in lines))])
    heading = f"# {document.title}\n\n" if ending == "md" else ""
    return (heading + "\n\n".join(lines)).encode()


def fill(application: Application, folder: Path) -> tuple[int, float]:
    """Add and index a folder; how many Documents went in or stayed, and the seconds it took."""
    begun = time.perf_counter()
    taken = sum(outcome.change is not None for outcome in take_in(application.catalogue, [folder]))
    application.index()
    return taken, time.perf_counter() - begun


def peak_megabytes() -> float:
    """Peak memory of this process and of the largest of its children together."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(one).ru_maxrss for one in who) / 1024


def measure_bulk(count: int) -> Iterator[str]:
    """Yield the rows of the bulk run."""
    with tempfile.TemporaryDirectory() as folder:
        files, home = Path(folder, "files"), Path(folder, "home")
        # In a process of its own: its memory is none of ours.
        writer = get_context("spawn").Process(target=write_documents, args=(files, count))
        writer.start()
        writer.join()
        application = build_application(Settings(home=home))
        taken, seconds = fill(application, files)
        _, again = fill(application, files)
        yield "| documents | added | documents/s | peak memory, MB | the run again, s |"
        yield "|---|---|---|---|---|"
        speed = taken / seconds
        yield f"| {count:,} | {taken:,} | {speed:.0f} | {peak_megabytes():.0f} | {again:.1f} |"


def measure_laws(folder: Path) -> Iterator[str]:
    """Yield a row a law: its articles, those that a plain search for headings finds, the time."""
    yield "| law | articles | lost | s |"
    yield "|---|---|---|---|"
    for file in sorted(folder.glob("*.txt")):
        begun = time.perf_counter()
        (document,) = (one for one in parse_file(file) if isinstance(one, Document))
        found = articles_of(document)
        seconds = time.perf_counter() - begun
        lost = set(_ARTICLE.findall(file.read_text(encoding="utf-8"))) - found.keys()
        yield f"| {file.stem} | {len(found)} | {len(lost)} | {seconds:.2f} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--laws", type=Path)
    arguments = parser.parse_args()
    for row in measure_bulk(arguments.documents):
        print(row)
    for row in measure_laws(arguments.laws) if arguments.laws else ():
        print(row)


if __name__ == "__main__":
    main()
