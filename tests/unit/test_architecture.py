import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "corpus", "retrieval", "prompts")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
FOLDERS = {"seeds", "corpus", "retrieval", "prompts", "bot", "tests", "docs", "deploy", ".ci"}


def test_the_top_level_folders_are_the_given_ones():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {path.split("/")[0] for path in listed.stdout.splitlines() if "/" in path} <= FOLDERS


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_does_one_thing_and_says_which(module):
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text))
    assert module.stem not in {"utils", "helpers", "common", "base", "manager"}


def test_functions_are_short():
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] < 30


def test_words_for_people_are_not_written_in_the_faces():
    """A Cyrillic string in a face would bypass the two languages of prompts/."""
    faces = [path for path in MODULES if {"cli", "terminal", "quality"} & set(path.parts)]
    strings = [
        node.value
        for path in faces
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert strings
    assert [s for s in strings if any("а" <= letter.lower() <= "я" for letter in s)] == []
