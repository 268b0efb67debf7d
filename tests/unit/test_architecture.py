import ast
import subprocess

import pytest

from tests.unit.source_code import MODULES, ROOT, parse

GIVEN = {"seeds", "corpus", "retrieval", "prompts", "bot", "tests"}
BESIDE = {"docs", "deploy", ".ci", ".github"}
EVERY_MODULE = pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: str(path.relative_to(ROOT))
)
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "base", "manager", "misc"}


def tracked():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [line.split("/") for line in listed.stdout.splitlines()]


def test_the_top_level_folders_are_the_given_ones():
    folders = {parts[0] for parts in tracked() if len(parts) > 1}
    assert folders >= GIVEN
    assert folders <= GIVEN | BESIDE


def test_the_folders_beside_them_hold_no_code():
    assert [p for p in tracked() if p[0] in BESIDE and p[-1].endswith((".py", ".js", ".ts"))] == []


@EVERY_MODULE
def test_a_module_does_one_thing_and_says_which(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300
    assert ast.get_docstring(parse(module))
    assert module.stem not in NAMES_THAT_SAY_NOTHING


def public(body):
    """The classes and functions of a module, and the methods of its classes, that have no «_»."""
    for node in body:
        is_named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if is_named and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@EVERY_MODULE
def test_every_public_name_says_what_it_is_for(module):
    assert [n.name for n in public(parse(module).body) if not ast.get_docstring(n)] == []


def test_functions_are_short():
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for module in MODULES
        for node in ast.walk(parse(module))
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
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert strings
    assert [s for s in strings if any("а" <= letter.lower() <= "я" for letter in s)] == []
