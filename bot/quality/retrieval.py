"""Retrieval sets in BEIR form → figures: the run and its metrics.

Metric names and definitions are those of ir_measures (https://ir-measur.es): nDCG@10, RR@10, R@10.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import ir_measures
from ir_measures import RR, R, nDCG

from bot.errors import BotError
from retrieval.language import detect
from retrieval.retriever import Retriever

METRICS = (nDCG @ 10, RR @ 10, R @ 10)
_DEPTH = 20

Run = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Queries by id, and the relevant Documents of each with their grades."""

    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def read_set(folder: Path) -> RetrievalSet:
    """Read `queries.jsonl` and `qrels/test.tsv`. Raises BotError when one is missing or broken."""
    try:
        records = map(json.loads, _lines(folder / "queries.jsonl"))
        queries = {str(record["_id"]): str(record["text"]) for record in records}
        qrels: dict[str, dict[str, int]] = {}
        for line in _lines(folder / "qrels" / "test.tsv")[1:]:
            query_id, document_id, grade = line.split("\t")
            qrels.setdefault(query_id, {})[document_id] = int(grade)
    except (OSError, ValueError, KeyError) as error:
        raise BotError("error-golden-line", place=str(folder), reason=str(error)) from error
    return RetrievalSet({key: queries[key] for key in qrels if key in queries}, qrels)


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def run_queries(retriever: Retriever, queries: Mapping[str, str]) -> Run:
    """Search every query; a Document's score is that of its best passage."""
    run: dict[str, dict[str, float]] = {}
    for query_id, text in queries.items():
        scores: dict[str, float] = {}
        for evidence in retriever.search(text, detect(text), _DEPTH):
            scores.setdefault(evidence.passage.document.id, evidence.score)
        run[query_id] = scores
    return run


def measure(run: Run, retrieval_set: RetrievalSet) -> dict[str, list[float]]:
    """Return each metric's values, a query each, in the order of the queries' ids."""
    values: dict[str, list[tuple[str, float]]] = {str(metric): [] for metric in METRICS}
    for item in ir_measures.iter_calc(METRICS, retrieval_set.qrels, run):
        values[str(item.measure)].append((item.query_id, item.value))
    return {name: [value for _, value in sorted(pairs)] for name, pairs in values.items()}
