"""Words for people: Fluent messages in both languages."""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, Resource

_FOLDER = Path(__file__).parent
LANGUAGES = ("kk", "ru")


def message(key: str, language: str, **values: str | int | float) -> str:
    """Return the message with that key, its values filled in.

    `language` is kk or ru. Raises KeyError for an unknown key, ValueError when a value is missing.
    """
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise ValueError(f"{key}: {errors[0]}")
    return str(text)


def keys(language: str) -> list[str]:
    """Return all keys of a language, in the order of its file."""
    return [entry.id.name for entry in _resource(language).body if isinstance(entry, Message)]


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(_resource(language))
    return bundle


@cache
def _resource(language: str) -> Resource:
    text = (_FOLDER / f"messages.{language}.ftl").read_text(encoding="utf-8")
    resource: Resource = FluentResource(text)
    return resource
