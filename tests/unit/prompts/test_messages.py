import re
from dataclasses import fields
from functools import cache

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from bot.answer import Status, Usage
from bot.models.registry import ModelKind
from bot.quality.metrics import METRICS
from corpus.document import Kind
from prompts.messages import LANGUAGES, keys, message
from retrieval.comparison import Fate
from tests.unit.source_code import ROOT, calls, first_string, strings

# What takes a message's key as its first argument.
SPEAKERS = {"say", "message", "_without_sources"}
KINDS = (
    {f"kind-{kind}" for kind in Kind}
    | {f"model-kind-{kind}" for kind in ModelKind}
    | {f"{part}-{fate.value}" for part in ("diff", "fate") for fate in Fate}
    | {f"metric-{metric.name}" for metric in METRICS}
    | {f"status-{status}" for status in Status}
    | {f"tokens-{field.name}" for field in fields(Usage)}
    | {f"finding-{verdict}" for verdict in ("better", "worse", "other")}
)
PAGES = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("bot/*/pages/*.jinja"))
SAID_BY_PAGES = set(re.findall(r'words\("([a-z_-]+[a-z])"', PAGES))


class Variables(Visitor):
    def __init__(self):
        self.names = set()

    def visit_VariableReference(self, node):
        self.names.add(node.id.name)


@cache
def entries(language):
    text = (ROOT / "prompts" / f"messages.{language}.ftl").read_text(encoding="utf-8")
    return parse(text).body


def variables(language, key):
    visitor = Variables()
    (entry,) = (e for e in entries(language) if isinstance(e, ast.Message) and e.id.name == key)
    visitor.visit(entry)
    return visitor.names


def test_both_languages_hold_the_same_keys_in_the_same_order():
    assert keys("kk") == keys("ru")
    assert len(set(keys("kk"))) == len(keys("kk"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_file_is_understood(language):
    junk = [entry.content for entry in entries(language) if isinstance(entry, ast.Junk)]
    assert junk == []


@pytest.mark.parametrize("key", keys("kk"))
def test_a_message_takes_the_same_values_in_both_languages(key):
    assert variables("kk", key) == variables("ru", key)


@pytest.mark.parametrize("key", keys("kk"))
def test_every_message_is_said_somewhere(key):
    assert key in strings() | KINDS | SAID_BY_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_the_code_says_exists(language):
    said = {first_string(call) for name, call in calls() if name in SPEAKERS} - {None}
    reasons = {s for s in strings() if s.startswith(("cut-", "answer-", "lead-in-", "progress-"))}
    assert len(said) > 20
    assert len(reasons) > 5
    assert (said | reasons | KINDS | SAID_BY_PAGES) - set(keys(language)) == set()


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 документ)"),
        (2, "2 документа)"),
        (5, "5 документов)"),
        (11, "11 документов)"),
        (21, "21 документ)"),
        (104, "104 документа)"),
    ],
)
def test_russian_counts_have_their_forms(count, words):
    assert words in message("progress-pending", "ru", count=count)


@pytest.mark.parametrize("count", [1, 2, 5, 21])
def test_kazakh_nouns_stay_singular_after_a_number(count):
    assert f"({count} құжат)" in message("progress-pending", "kk", count=count)


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_counts_stand_in_one_message(language):
    sound = message("check-sound", language, documents=3, passages=21)
    assert "3 " in sound
    assert "21 " in sound
    assert "\u2068" not in sound


def test_a_missing_value_is_an_error():
    with pytest.raises(ValueError, match="error-file-empty"):
        message("error-file-empty", "kk")


def test_an_unknown_key_is_an_error():
    with pytest.raises(LookupError):
        message("no-such-key", "kk")


def test_an_unknown_language_is_an_error():
    with pytest.raises(FileNotFoundError):
        message("answer-not-found", "en")
