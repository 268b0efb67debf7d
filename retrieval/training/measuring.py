"""Dev sets in BEIR form: how well the vectors alone find what is relevant."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray

_DEPTH = 10

Embed = Callable[[Sequence[str]], NDArray[numpy.float32]]


@dataclass(frozen=True, slots=True)
class DevSet:
    """Documents, queries, and the grades of what is relevant, by their ids."""

    name: str
    documents: Mapping[str, str]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


def read_dev_sets(folder: Path) -> list[DevSet]:
    """Read every set of a folder, by name."""
    return [_read(file.parent) for file in sorted(folder.glob("*/queries.jsonl"))]


def _read(folder: Path) -> DevSet:
    grades: dict[str, dict[str, int]] = {}
    for line in _lines(folder / "qrels" / "test.tsv")[1:]:
        query, document, grade = line.split("\t")
        grades.setdefault(query, {})[document] = int(grade)
    return DevSet(
        folder.name, _texts(folder / "corpus.jsonl"), _texts(folder / "queries.jsonl"), grades
    )


def _texts(file: Path) -> dict[str, str]:
    records = map(json.loads, _lines(file))
    return {one["_id"]: f"{one.get('title', '')} {one['text']}".strip() for one in records}


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def measure(dev_set: DevSet, embed: Embed) -> float:
    """Return the mean nDCG@10 of ranking whole Documents by their cosines alone."""
    names = list(dev_set.documents)
    documents = embed(list(dev_set.documents.values()))
    asked = [query for query in dev_set.queries if query in dev_set.grades]
    cosines = embed([dev_set.queries[query] for query in asked]) @ documents.T
    ranked = numpy.argsort(-cosines, axis=1, kind="stable")[:, :_DEPTH]
    gains = []
    for query, places in zip(asked, ranked, strict=True):
        grades = dev_set.grades[query]
        gains.append(ndcg([grades.get(names[place], 0) for place in places], grades))
    return float(numpy.mean(gains))


def ndcg(found: Iterable[int], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 of the grades found, in order. Source: Järvelin, Kekäläinen, TOIS 2002."""
    ideal = sorted(grades.values(), reverse=True)[:_DEPTH]
    return _gain(found) / _gain(ideal) if any(ideal) else 0.0


def _gain(grades: Iterable[int]) -> float:
    return float(sum(grade / numpy.log2(rank) for rank, grade in enumerate(grades, 2)))
