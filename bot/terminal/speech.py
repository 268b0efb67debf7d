"""In which language the terminal speaks, and how it says that something failed."""

import os
import re
import sys

from corpus.document import Language
from corpus.keyed_error import KeyedError
from prompts.messages import message

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def terminal_language() -> Language:
    """ATAZAN_LANGUAGE, else Russian in a Russian locale, else Kazakh."""
    chosen = os.environ.get("ATAZAN_LANGUAGE")
    if chosen in tuple(Language):
        return Language(chosen)
    locale = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return Language.RU if locale.startswith("ru") else Language.KK


def say(key: str, **values: str | int | float) -> str:
    """Return a message in the terminal's language."""
    return message(key, terminal_language(), **values)


def tell(text: str) -> None:
    """Write a line for the person to standard error, where no output is disturbed.

    What others have named (a file in an archive) gives the terminal no orders.
    """
    print(_CONTROLS.sub(" ", text), file=sys.stderr, flush=True)


def explain(error: KeyedError) -> str:
    """Return an error as the one line that says what happened and what to do."""
    return say(error.key, **error.values)
