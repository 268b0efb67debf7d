import pytest

from bot.errors import BotError, MissingExtraError, QuestionError, SettingsError
from corpus.errors import UnreadableError
from corpus.keyed_error import KeyedError
from prompts.messages import LANGUAGES, keys, message
from retrieval.errors import IndexBusyError
from tests.unit.source_code import calls, first_string

RAISED = [
    pytest.param(key, {keyword.arg: "7" for keyword in call.keywords}, id=f"{key}:{call.lineno}")
    for name, call in calls()
    if name.endswith("Error") and (key := first_string(call)) and key.startswith("error-")
]


def test_errors_of_every_package_are_seen():
    named = {param.values[0] for param in RAISED}
    assert {"error-question-empty", "error-file-empty", "error-index-busy"} <= named
    assert "error-extra-missing" in named


@pytest.mark.parametrize(("key", "values"), RAISED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_line_in_both_languages(key, values, language):
    assert key in keys(language)
    line = message(key, language, **values)
    assert line
    assert "\n" not in line
    assert "{" not in line


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(QuestionError("error-question-empty"), id="bot"),
        pytest.param(MissingExtraError("dense"), id="a missing extra"),
        pytest.param(UnreadableError("error-file-empty", name="a.txt"), id="corpus"),
        pytest.param(IndexBusyError("error-index-busy"), id="retrieval"),
    ],
)
def test_every_error_of_the_program_is_caught_as_one(error):
    assert isinstance(error, KeyedError)
    assert message(error.key, "kk", **error.values)


def test_a_missing_extra_is_a_setting_that_cannot_be_followed():
    error = MissingExtraError("llm")
    assert isinstance(error, SettingsError)
    assert isinstance(error, BotError)
    assert 'pip install "atazan[llm]"' in message(error.key, "ru", **error.values)


def test_an_error_tells_its_key_and_values_to_a_log():
    error = UnreadableError("error-file-empty", name="a.txt")
    assert str(error) == "error-file-empty name=a.txt"
