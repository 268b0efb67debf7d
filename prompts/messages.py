"""Words for people: Fluent messages in both languages."""

from functools import cache, lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, Resource

_FOLDER = Path(__file__).parent
LANGUAGES = ("kk", "ru")
_KEPT = 1_000


def message(key: str, language: str, **values: str | int | float) -> str:
    """Return the message with that key, its values filled in.

    `language` is kk or ru. Raises KeyError for an unknown key, ValueError when a value is missing.
    """
    if all(type(value) is int for value in values.values()):
        return _counted(key, language, **values)
    return _formatted(key, language, values)


@lru_cache(_KEPT)
def _counted(key: str, language: str, **values: str | int | float) -> str:
    """A message of nothing but words and numbers, which is said again and again."""
    return _formatted(key, language, values)


def _formatted(key: str, language: str, values: dict[str, str | int | float]) -> str:
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
