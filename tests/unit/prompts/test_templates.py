import pytest
from jinja2 import TemplateNotFound, UndefinedError

from prompts.messages import LANGUAGES
from prompts.templates import render
from tests.unit.source_code import ROOT

NAMES = {path.name.split(".")[0] for path in (ROOT / "prompts").glob("*.jinja")}


def test_every_template_is_there_in_both_languages():
    assert {"system", "system-quotes", "question", "judge"} == NAMES
    for language in LANGUAGES:
        files = (ROOT / "prompts").glob(f"*.{language}.jinja")
        assert {path.name.split(".")[0] for path in files} == NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_system_message_names_the_status_that_nothing_was_found(language):
    text = render("system", language, not_found="NOT_FOUND")
    assert "NOT_FOUND" in text
    assert "[1]" in text
    assert text == text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_are_numbered_and_come_before_the_question(language):
    text = render("question", language, sources=[(1, "алма"), (4, "алмұрт")], question="Қайсысы?")
    assert text.index("[1] алма") < text.index("[4] алмұрт") < text.index("Қайсысы?")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_missing_value_is_an_error(name, language):
    with pytest.raises(UndefinedError):
        render(name, language)


@pytest.mark.parametrize("text", ["{{ 6 * 7 }}", "{% for x in y %}", "{# сөз #}", "a < b & c"])
def test_what_is_filled_in_stays_as_it_is(text):
    assert text in render("question", "kk", sources=[(1, text)], question=text)


@pytest.mark.parametrize("place", [("nothing", "kk"), ("system", "en")])
def test_a_template_that_is_not_there_is_an_error(place):
    with pytest.raises(TemplateNotFound):
        render(*place)
