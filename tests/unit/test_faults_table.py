"""docs/faults.md: every dependency with every fault, each with a test that is there, in words that are said."""

import ast
import re
from functools import cache

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
WORDS = "".join(
    (ROOT / "prompts" / f"messages.{one}.ftl").read_text("utf-8") for one in ("kk", "ru")
)
FAULTS = ["slow", "down", "lies", "full disk", "clock jump"]
DEPENDENCIES = {
    "Telegram Bot API", "LLM worker", "LLM server", "Chroma server", "Vectors in a file",
    "Lexical index", "Catalogue", "Telegram database", "Redis",
}  # fmt: skip
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")


def tables():
    """Each dependency with its rows: the fault, what people see, what the operator sees, the tests."""
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        name, _, body = part.partition("\n")
        rows = [
            line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("| ")
        ]
        if rows:
            yield name, rows[1:]


CELLS = [pytest.param(row, id=f"{name}: {row[0]}") for name, rows in tables() for row in rows]


def test_every_dependency_is_there_with_every_fault():
    assert {name: [row[0] for row in rows] for name, rows in tables()} == dict.fromkeys(
        DEPENDENCIES, FAULTS
    )


@cache
def functions_of(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


@pytest.mark.parametrize("row", CELLS)
def test_each_cell_says_what_is_seen_and_names_a_test_that_is_there(row):
    _, people, operator, tests = row
    assert people
    assert operator
    named = TEST.findall(tests)
    assert named
    assert all(not test or test in functions_of(path) for path, test in named), named


@pytest.mark.parametrize("row", CELLS)
def test_words_that_are_quoted_are_said_so(row):
    quoted = [words for cell in row for words in re.findall("«(.+?)»", cell)]
    assert [words for words in quoted if words not in WORDS] == []
