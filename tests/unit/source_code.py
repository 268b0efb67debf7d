"""The source code as the tests read it: every package's modules, parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "corpus", "retrieval", "prompts")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@cache
def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def nodes() -> Iterator[ast.AST]:
    """Every node of every module."""
    for module in MODULES:
        yield from ast.walk(parse(module))


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the last name of what is called: `grounding.Cut(…)` → «Cut»."""
    for node in nodes():
        if isinstance(node, ast.Call):
            function = node.func
            name = getattr(function, "attr", None) or getattr(function, "id", "")
            yield ("Error" if _is_super(function) else name), node


def _is_super(function: ast.expr) -> bool:
    called = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(called, ast.Call) and getattr(called.func, "id", "") == "super"


@cache
def strings() -> frozenset[str]:
    """Every string that stands in the code."""
    constants = (node.value for node in nodes() if isinstance(node, ast.Constant))
    return frozenset(value for value in constants if isinstance(value, str))


def first_string(call: ast.Call) -> str | None:
    """The first argument of a call, where it is a string."""
    argument = call.args[0] if call.args else None
    is_string = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return argument.value if is_string else None
