"""HOME/atazan.toml: setting a value, all else left as it is."""

import json
import os
import re
import tomllib
from pathlib import Path

from bot.errors import SettingsError

SETTINGS_FILE = "atazan.toml"


def write_setting(home: Path, name: str, value: str) -> str:
    """Set a value in the file of a data folder; return the value it had, or nothing.

    Raises SettingsError when the file is no TOML or cannot be written.
    """
    file = home / SETTINGS_FILE
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        before = tomllib.loads(text)
        changed = _with_value(text, name, value)
        if tomllib.loads(changed) != before | {name: value}:
            raise ValueError(name)
        home.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{SETTINGS_FILE}.part")
        part.write_text(changed, encoding="utf-8")
        os.replace(part, file)
    except (OSError, ValueError) as error:
        path, reason = str(file), str(error)
        raise SettingsError("error-settings-file", path=path, reason=reason) from error
    return str(before.get(name, ""))


def quoted(text: str) -> str:
    """Return a text as a TOML string: that of JSON, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _with_value(text: str, name: str, value: str) -> str:
    """Replace the line of that name, or begin the file with it."""
    line = f"{name} = {quoted(value)}"
    old = re.compile(rf"^{re.escape(name)}[ \t]*=.*$", re.MULTILINE)
    if old.search(text):
        return old.sub(lambda _: line, text, count=1)
    return f"{line}\n{text}"
