import tomllib

import pytest

from bot.errors import SettingsError
from bot.settings_file import write_setting

FILES = {
    "no file": (None, 'llm_model = "/m"\n', ""),
    "an empty file": ("", 'llm_model = "/m"\n', ""),
    "another setting": ('# a\nlanguage = "kk"\n', 'llm_model = "/m"\n# a\nlanguage = "kk"\n', ""),
    "its own line": ('a = 1\nllm_model = "/old" # why\nb = 2\n', 'a = 1\nllm_model = "/m"\nb = 2\n', "/old"),
    "a line that is a comment": ('# llm_model = "/x"\n', 'llm_model = "/m"\n# llm_model = "/x"\n', ""),
    "a longer name": ("llm_model_x = 1\n", 'llm_model = "/m"\nllm_model_x = 1\n', ""),
    "a table below": ("[t]\nllm_model = 1\n", None, None),
    "a text over lines": ('a = """\nllm_model = 1\n"""\n', None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_value_is_set_and_the_rest_stays_or_nothing_is_written(tmp_path, name):
    text, expected, before = FILES[name]
    file = tmp_path / "atazan.toml"
    if text is not None:
        file.write_text(text)
    if expected is None:
        with pytest.raises(SettingsError):
            write_setting(tmp_path, "llm_model", "/m")
        expected = text
    else:
        assert write_setting(tmp_path, "llm_model", "/m") == before
    assert file.read_text() == expected
    assert [path.name for path in tmp_path.iterdir()] == ["atazan.toml"]


@pytest.mark.parametrize(
    "value", ["/модель/үлгі", 'C:\\models\\"x"', "a\tb\nc", "\x7f\x01", "\\g<0> \\1"]
)
def test_any_path_is_read_back_as_it_was(tmp_path, value):
    for _ in range(2):
        write_setting(tmp_path, "llm_model", value)
    read = tomllib.loads((tmp_path / "atazan.toml").read_text(encoding="utf-8"))
    assert read == {"llm_model": value}


def test_a_file_that_is_no_toml_is_told_and_left(tmp_path):
    (tmp_path / "atazan.toml").write_text("= broken")
    with pytest.raises(SettingsError) as caught:
        write_setting(tmp_path, "llm_model", "/m")
    assert caught.value.key == "error-settings-file"
    assert (tmp_path / "atazan.toml").read_text() == "= broken"


def test_a_home_that_is_not_there_yet_is_made(tmp_path):
    write_setting(tmp_path / "new" / "home", "llm_model", "/m")
    assert (tmp_path / "new" / "home" / "atazan.toml").is_file()
