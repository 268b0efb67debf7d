import re
from pathlib import Path

import pytest

from prompts.messages import LANGUAGES, keys, message
from prompts.templates import render

ROOT = Path(__file__).parents[3]
SOURCES = [p for package in ("bot", "corpus", "retrieval") for p in (ROOT / package).rglob("*.py")]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


def variables(language, key):
    text = (ROOT / "prompts" / f"messages.{language}.ftl").read_text(encoding="utf-8")
    entry = re.search(rf"^{re.escape(key)} = (.*?)(?=^[a-z#]|\Z)", text, re.M | re.S)
    return set(re.findall(r"\{ *\$(\w+)", entry[1]))


def test_both_languages_hold_the_same_keys_in_the_same_order():
    assert keys("kk") == keys("ru")
    assert len(set(keys("kk"))) == len(keys("kk"))


@pytest.mark.parametrize("key", keys("kk"))
def test_a_message_takes_the_same_values_in_both_languages(key):
    assert variables("kk", key) == variables("ru", key)


@pytest.mark.parametrize("key", keys("kk"))
def test_every_message_is_said_somewhere(key):
    assert re.search(rf"[\"']{key}[\"']", CODE) or (key.startswith("kind-") and 'f"kind-' in CODE)


def test_every_key_that_the_code_names_exists():
    named = set(
        re.findall(
            r'"((?:error|cut|answer|progress|help|doctor|eval|check|index|lead)-[a-z-]+)"', CODE
        )
    )
    assert named
    assert named <= set(keys("kk"))


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 документ"), (3, "3 документа"), (5, "5 документов")]
)
def test_russian_counts_have_their_forms(count, words):
    assert words in message("progress-pending", "ru", count=count)


def test_a_missing_value_is_an_error():
    with pytest.raises(ValueError, match="error-file-empty"):
        message("error-file-empty", "kk")


def test_an_unknown_key_is_an_error():
    with pytest.raises((KeyError, LookupError)):
        message("no-such-key", "kk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_render_in_both_languages_and_ask_for_all_values(language):
    from jinja2 import UndefinedError

    assert "NOT_FOUND" in render("system", language, not_found="NOT_FOUND")
    assert "[2] б" in render("question", language, sources=["а", "б"], question="?")
    with pytest.raises(UndefinedError):
        render("question", language)
