from pathlib import Path

import pytest

from bot.answering.answerability import DEFAULT_THRESHOLD
from bot.errors import SettingsError
from bot.settings import load_settings
from corpus.document import Language
from prompts.messages import LANGUAGES, message


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch):
    for name in ("HOME", "LANGUAGE", "ANSWER_THRESHOLD", "LLM_MODEL", "EMBEDDING_MODEL"):
        monkeypatch.delenv(f"ATAZAN_{name}", raising=False)


def test_without_anything_set_the_defaults_hold(tmp_path):
    settings = load_settings(tmp_path)
    assert settings.home == tmp_path
    assert (settings.language, settings.answer_threshold) == (None, DEFAULT_THRESHOLD)
    assert (settings.llm_model, settings.embedding_model) == (None, None)
    assert settings.catalogue_path.parent == tmp_path


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path, monkeypatch):
    (tmp_path / "atazan.toml").write_text('language = "kk"\nanswer_threshold = 0.5\n')
    monkeypatch.setenv("ATAZAN_LANGUAGE", "ru")
    settings = load_settings(tmp_path)
    assert settings.language is Language.RU
    assert settings.answer_threshold == 0.5


def test_the_flag_wins_over_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("ATAZAN_HOME", str(tmp_path / "environment"))
    assert load_settings(tmp_path / "flag").home == tmp_path / "flag"
    assert load_settings(None).home == tmp_path / "environment"


def test_without_flag_and_environment_home_is_the_platforms_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert load_settings(None).home.name == "atazan"


def test_the_home_is_not_moved_by_its_own_file(tmp_path):
    (tmp_path / "atazan.toml").write_text('home = "/elsewhere"\n')
    assert load_settings(tmp_path).home == tmp_path


def test_an_empty_variable_is_no_setting(tmp_path, monkeypatch):
    monkeypatch.setenv("ATAZAN_LANGUAGE", "")
    monkeypatch.setenv("ATAZAN_LLM_MODEL", "")
    monkeypatch.setenv("ATAZAN_HOME", "")
    assert load_settings(tmp_path).language is None
    assert load_settings(tmp_path).llm_model is None
    assert load_settings(None).home != Path()


@pytest.mark.parametrize(
    ("toml", "key", "named"),
    [
        pytest.param('language = "en"', "error-settings", "language", id="no such language"),
        pytest.param('answer_threshold = "high"', "error-settings", "high", id="no number"),
        pytest.param("answer_threshold = 3", "error-settings", "answer_threshold", id="too high"),
        pytest.param("answer_threshold = -1", "error-settings", "-1", id="too low"),
        pytest.param("treshold = 1", "error-setting-unknown", "treshold", id="misspelled"),
        pytest.param("= broken", "error-settings-file", "atazan.toml", id="no TOML"),
    ],
)
def test_a_wrong_setting_gives_one_line_that_names_it(tmp_path, toml, key, named):
    (tmp_path / "atazan.toml").write_text(toml)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert caught.value.key == key
    for language in LANGUAGES:
        line = message(caught.value.key, language, **caught.value.values)
        assert named in line
        assert "\n" not in line


def test_a_wrong_variable_gives_one_line_that_names_it(tmp_path, monkeypatch):
    monkeypatch.setenv("ATAZAN_ANSWER_THRESHOLD", "abc")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert caught.value.values["name"] == "answer_threshold"
    assert caught.value.values["value"] == "abc"
