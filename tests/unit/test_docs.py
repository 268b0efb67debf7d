"""What the documentation names is there: files, tests, commands, settings, targets of make."""

import re
from functools import cache

import pytest

from bot.settings import Settings
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("deploy/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
TEST = re.compile(r"`(tests/[\w/.-]+?)(?:::\w+)?`")
MODULE = re.compile(r"`((?:bot|corpus|retrieval|prompts|deploy)/[\w/.-]+\.\w+)`")
TARGET = re.compile(r"`make ([\w-]+)")
SETTING = re.compile(
    r"`((?:telegram|llm|answer|embedding|reranker|chroma|fetch|look|redis)_[a-z_]+)(?: =[^`]*)?`"
)


@cache
def text(page):
    return page.read_text(encoding="utf-8")


def found(pattern):
    for page in PAGES:
        for match in pattern.finditer(text(page)):
            yield pytest.param(page, match[1], id=f"{page.name}: {match[1]}"[:80])


@pytest.mark.parametrize(("page", "link"), list(found(LINK)))
def test_a_link_leads_to_a_file(page, link):
    assert (page.parent / link).exists()


@pytest.mark.parametrize(("page", "path"), [*found(TEST), *found(MODULE)])
def test_a_file_that_is_named_is_there(page, path):
    assert list(ROOT.glob(path)), path


@pytest.mark.parametrize(("page", "target"), list(found(TARGET)))
def test_a_target_of_make_is_there(page, target):
    assert re.search(rf"^{target}:", text(ROOT / "Makefile"), re.MULTILINE)


@pytest.mark.parametrize(("page", "setting"), list(found(SETTING)))
def test_a_setting_is_one(page, setting):
    assert setting in Settings.model_fields


def test_the_pages_were_read():
    assert len(PAGES) >= 8
    assert len(list(found(LINK))) > 40
