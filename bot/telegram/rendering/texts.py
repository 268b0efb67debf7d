"""What the bot says beside its answers, as HTML."""

from collections.abc import Mapping, Sequence

from aiogram.types import BotCommand, InlineQueryResultArticle

from bot.answer import Citation
from corpus.document import Document, Language
from retrieval.passage import Evidence


def start_text(language: Language) -> str:
    """Greet, and say what can be asked."""
    raise NotImplementedError


def help_text(language: Language) -> str:
    """Explain what can be asked, with examples, and what the bot never does."""
    raise NotImplementedError


def privacy_text(language: Language, retention_days: int) -> str:
    """Say what is stored, how long, and how to erase it."""
    raise NotImplementedError


def sources_text(language: Language, sources: Sequence[Document]) -> list[str]:
    """List what is indexed, by kind: titles and dates; in messages that Telegram takes."""
    raise NotImplementedError


def source_texts(citation: Citation, language: Language | None = None) -> list[str]:
    """Show the article or the paragraphs around a quote, which is bold."""
    raise NotImplementedError


def inline_results(
    language: Language, evidence: Sequence[Evidence]
) -> list[InlineQueryResultArticle]:
    """Return found passages as results of an inline query."""
    raise NotImplementedError


def place_text(language: Language, place: int) -> str:
    """Say how many questions are answered before this one (1 or more)."""
    raise NotImplementedError


def limit_text(language: Language, seconds: float) -> str:
    """Say kindly that there were many questions, and how long to wait."""
    raise NotImplementedError


def stats_text(language: Language, figures: Mapping[str, int]) -> str:
    """List figures for an admin; their names are the `telegram-stat-…` messages."""
    raise NotImplementedError


def example_question(key: str) -> str | None:
    """Return the question of an example's button, None for a key that is none."""
    raise NotImplementedError


def commands(language: Language) -> list[BotCommand]:
    """Return the commands as people see them in the menu."""
    raise NotImplementedError
