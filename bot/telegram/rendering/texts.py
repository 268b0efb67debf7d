"""What the bot says beside its answers, as HTML."""

from collections.abc import Mapping
from math import ceil

from aiogram.types import BotCommand

from corpus.document import Language
from prompts.messages import message

_COMMANDS = {
    "help": "telegram-command-help",
    "article": "telegram-command-article",
    "sources": "telegram-command-sources",
    "language": "telegram-command-language",
    "new": "telegram-command-new",
    "cancel": "telegram-command-cancel",
    "feedback": "telegram-command-feedback",
    "privacy": "telegram-command-privacy",
    "forget": "telegram-command-forget",
}
_FIGURES = {
    "people": "telegram-stat-people",
    "answers-today": "telegram-stat-answers-today",
    "open": "telegram-stat-open",
    "good": "telegram-stat-good",
    "bad": "telegram-stat-bad",
    "doubles": "telegram-stat-doubles",
    "failed": "telegram-stat-failed",
    "too-fast": "telegram-stat-too-fast",
}
_EXAMPLES = ("telegram-example-1", "telegram-example-2", "telegram-example-3", "telegram-example-4")
_MINUTE_S, _HOUR_S = 60, 3600


def start_text(language: Language) -> str:
    """Greet, and say what can be asked."""
    return message("telegram-start", language)


def help_text(language: Language) -> str:
    """Explain what can be asked, with examples, and what the bot never does."""
    return message("telegram-help", language)


def privacy_text(language: Language, retention_days: int) -> str:
    """Say what is stored, how long, and how to erase it."""
    return message("telegram-privacy", language, days=retention_days)


def about_text(language: Language) -> str:
    """Say what the bot is to whoever opens it for the first time: plain text, at most 512."""
    return message("telegram-about", language)


def short_about_text(language: Language) -> str:
    """Say the same in the bot's profile: plain text, at most 120."""
    return message("telegram-about-short", language)


def place_text(language: Language, place: int) -> str:
    """Say how many questions are answered before this one (1 or more)."""
    return message("telegram-place", language, place=place)


def busy_text(language: Language, place: int) -> str:
    """Say that very many ask, and the question's place in the queue; the answer comes there."""
    return message("telegram-busy", language, place=place)


def limit_text(language: Language, seconds: float) -> str:
    """Say kindly that there were many questions, and how long to wait."""
    if seconds < _MINUTE_S:
        return message("telegram-limit-seconds", language, count=max(ceil(seconds), 1))
    if seconds < _HOUR_S:
        return message("telegram-limit-minutes", language, count=ceil(seconds / _MINUTE_S))
    return message("telegram-limit-hours", language, count=ceil(seconds / _HOUR_S))


def stats_text(language: Language, figures: Mapping[str, int]) -> str:
    """List figures for an admin. Raises KeyError for one that has no words."""
    lines = (message(_FIGURES[name], language, count=count) for name, count in figures.items())
    return "\n".join((message("telegram-stats", language), *lines))


def commands(language: Language) -> list[BotCommand]:
    """Return the commands as people see them in the menu."""
    return [
        BotCommand(command=command, description=message(key, language))
        for command, key in _COMMANDS.items()
    ]


def examples(language: Language) -> list[tuple[str, str]]:
    """Return questions to begin with, each with the key that its button carries."""
    keyed = enumerate(_EXAMPLES, 1)
    return [(f"example-{number}-{language}", message(key, language)) for number, key in keyed]


def example_question(key: str) -> str | None:
    """Return the question of an example's button, None for a key that is none."""
    return next((question for one in Language for k, question in examples(one) if k == key), None)
