"""The suite on others' pipelines beside ours: `make bench-peers`.

    python -m tests.benchmarks.peers [--endpoint URL --model NAME] [--embedding DIR] [--llm GGUF]

The same Documents (the default corpus), the same golden questions, the same models where any are
given; each pipeline in a process of its own, the peers in environments of their own (their needs
clash with ours). Prints one Markdown table and, for each peer, what differs beyond noise.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Status
from bot.quality.findings import findings_of_comparison
from bot.quality.generation import article_of
from bot.quality.golden import GoldenQuestion, read_golden
from bot.quality.metrics import METRICS, Score, score_all, values_of
from bot.quality.run import AnswerRecord, Asked, CitationRecord, EvidenceRecord, read_run
from bot.quality.statistics import mean_of
from bot.quality.summary import compare, summarise
from bot.quality.tables import render_interval
from bot.settings import Settings
from bot.wiring import build_application
from corpus.document import Document, Language
from corpus.edition import is_new
from retrieval.segmentation import segment
from tests.benchmarks.peers.endpoint import ask_endpoint

HERE = Path(__file__).parent
GOLDEN = sorted((HERE.parent.parent / "quality" / "golden").glob("*.jsonl"))
ENVIRONMENTS = Path(os.environ.get("PEERS", ".venv-peers")).absolute()
# How a model says, in either language, that it does not know.
NOT_KNOWN = ("don't know", "do not know", "не знаю", "не найдено", "білмеймін", "табылмады")
SHOWN = [metric for metric in METRICS if metric.name not in ("locator", "language")]


@dataclass(frozen=True)
class Measured:
    """A pipeline's scores and the most memory that its process had, in megabytes."""

    scores: list[Score]
    peak_mb: int


def ask_ours(home: Path, arguments: argparse.Namespace) -> Measured:
    """Run `atazan eval answers` over a home that is filled already."""
    file = home / "ours.run"
    models = {"ATAZAN_EMBEDDING_MODEL": arguments.embedding, "ATAZAN_LLM_MODEL": arguments.llm}
    settings = {name: str(path) for name, path in models.items() if path}
    settings["ATAZAN_MODELS_FOLDER"] = "/"
    command = [sys.executable, "-m", "bot", "eval", "answers", *map(str, GOLDEN)]
    process = subprocess.Popen(
        [*command, "--save", str(file), "--home", str(home)],
        stdout=subprocess.DEVNULL,
        env=os.environ | settings,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("atazan eval answers failed")
    return Measured(score_all(read_run(file).asked), usage.ru_maxrss // 1024)


def ask_peer(
    name: str, documents: Mapping[str, Document], arguments: argparse.Namespace
) -> Measured:
    """Run a peer's script in its own environment."""
    golden = [one for file in GOLDEN for one in read_golden(file)]
    setting = {
        "documents": [{"id": d.id, "text": f"{d.title}\n\n{d.text}"} for d in documents.values()],
        "embedding": str(arguments.embedding or ""),
        "llm": str(arguments.llm or ""),
    }
    questions = [{"id": one.id, "text": one.question} for one in golden]
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [setting, *questions])
    python = ENVIRONMENTS / name / "bin" / "python"
    done = subprocess.run(
        [python, HERE / f"{name}_peer.py"],
        input=lines,
        text=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    asked = [_asked(one, record, documents) for one, record in zip(golden, records, strict=True)]
    return Measured(score_all(asked), max(record["peak_mb"] for record in records))


def ask_service(documents: Mapping[str, Document], arguments: argparse.Namespace) -> Measured:
    """Ask a service that runs elsewhere; what it does not answer counts as a fault."""
    asked = []
    for golden in (one for file in GOLDEN for one in read_golden(file)):
        key = os.environ.get("PEER_API_KEY", "")
        try:
            record = ask_endpoint(arguments.endpoint, arguments.model, key, golden.question)
            asked.append(_asked(golden, record, documents))
        except (OSError, ValueError) as error:
            failed = AnswerRecord(golden.id, golden.language, Status.FAILED, str(error))
            asked.append((golden, failed))
    return Measured(score_all(asked), 0)


def _asked(
    golden: GoldenQuestion, record: Mapping[str, Any], documents: Mapping[str, Document]
) -> Asked:
    """A peer's answer as the suite knows answers. It has no status: its words tell."""
    knows = record["text"].strip() and not any(
        words in record["text"].lower() for words in NOT_KNOWN
    )
    passages = [_placed(item, documents) for item in record["evidence"]]
    cited = [_placed(item, documents) for item in record["citations"]]
    answer = AnswerRecord(
        id=golden.id,
        language=golden.language,
        status=Status.ANSWERED if knows else Status.NOT_FOUND,
        text=record["text"],
        citations=tuple(_citation(n, *place) for n, place in enumerate(cited, 1) if knows),
        timings_ms={"total": record["ms"]},
        evidence=tuple(_evidence(*place) for place in passages),
    )
    return golden, answer


def _placed(
    item: Mapping[str, str], documents: Mapping[str, Document]
) -> tuple[str, str, Document | None]:
    return item["document"], item["text"], documents.get(item["document"])


def _citation(number: int, name: str, text: str, document: Document | None) -> CitationRecord:
    if document is None:
        return CitationRecord(number, name, Language.RU, text, "")
    whole = f"{document.title}\n\n{document.text}"
    article = _article(document)
    return CitationRecord(number, name, document.language, text, whole, document.version, article)


def _evidence(name: str, text: str, document: Document | None) -> EvidenceRecord:
    version, article = (document.version, _article(document)) if document else ("", "")
    return EvidenceRecord(name, "", text, 0.0, version, article)


def _article(document: Document) -> str:
    """The article that a card retells; a Document with several has none of its own."""
    return article_of(next(iter(segment(document))))


def found_at(one: Score) -> int | None:
    """The rank, from 1, of the first passage of a right source; 0 where none is; None: no source."""
    golden = one.golden
    if golden.expect is not Status.ANSWERED or not (golden.documents or golden.articles):
        return None
    for rank, item in enumerate(one.answer.evidence, 1):
        is_article = is_new(item.version) and item.article in golden.articles
        if item.document in golden.documents or is_article:
            return rank
    return 0


def rows(measured: Mapping[str, Measured]) -> Iterator[list[str]]:
    """Yield the rows of the table."""
    ranks = {
        name: [rank for rank in map(found_at, one.scores) if rank is not None]
        for name, one in measured.items()
    }
    yield ["", *measured]
    yield ["source among the first 5", *(_share([r > 0 for r in r5]) for r5 in ranks.values())]
    yield ["reciprocal rank", *(_share([1 / r if r else 0.0 for r in r5]) for r5 in ranks.values())]
    for metric in SHOWN:
        known = (values_of(one.scores, metric.name) for one in measured.values())
        yield [metric.name, *(render_interval(metric, (v and mean_of(v)) or None) for v in known)]
    totals = [summarise(one.scores).latencies[-1] for one in measured.values()]
    yield ["ms, median / p95", *(f"{t.median:.1f} / {t.p95:.1f}" for t in totals)]
    yield ["memory, MB", *(f"{one.peak_mb or '–'}" for one in measured.values())]


def _share(values: Sequence[float]) -> str:
    return render_interval(METRICS[0], mean_of([float(value) for value in values]))


def main() -> None:
    """Print the table, then what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", default="", help="…/v1 of a service")
    parser.add_argument("--model", default="default")
    parser.add_argument("--embedding", type=Path, help="a SentenceTransformer folder")
    parser.add_argument("--llm", type=Path, help="a GGUF")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home, embedding_model=arguments.embedding, models_folder=Path("/"))
        application = build_application(settings)
        application.add_default_corpus()
        application.index()
        documents = {document.id: document for document in application.catalogue}
        application.catalogue.close()
        measured = {"AtaZań": ask_ours(home, arguments)}
        for name in ("langchain", "llamaindex"):
            measured[name] = ask_peer(name, documents, arguments)
        if arguments.endpoint:
            measured["endpoint"] = ask_service(documents, arguments)
    for number, row in enumerate(rows(measured)):
        print(
            "| " + " | ".join(row) + " |" + ("\n" + "|---" * len(row) + "|" if not number else "")
        )
    ours = measured.pop("AtaZań").scores
    for name, one in measured.items():
        print(f"\n{name} → AtaZań")
        for line in findings_of_comparison(compare(one.scores, ours), len(ours), Language.RU):
            print(f"- {line}")


if __name__ == "__main__":
    main()
