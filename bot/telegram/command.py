"""`atazan bot` and `atazan feedback`. What Telegram needs is imported when the bot begins."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Annotated

import typer

from bot.errors import MissingExtraError, SettingsError
from bot.settings import Settings, load_settings
from bot.succession import Succession
from bot.telegram.feedback_export import comment_lines, feedback_lines, lines_of
from bot.terminal.opening import HomeOption, open_for_service
from bot.terminal.speech import say

_NEEDED = ("aiogram", "aiohttp", "prometheus_client", "structlog", "tenacity")


def bot(context: typer.Context, home: HomeOption = None) -> None:
    """Run the Telegram bot until it is told to stop."""
    if any(find_spec(name) is None for name in _NEEDED):
        raise MissingExtraError("telegram")
    if not load_settings(home or context.obj).telegram_token.get_secret_value():
        raise SettingsError("error-telegram-token-missing")
    # No name is given to the first Application: it goes when another has followed.
    succession = Succession(open_for_service(context, home))
    from bot.telegram.service import serve

    serve(succession)


def feedback(
    context: typer.Context,
    comments: Annotated[bool, typer.Option("--comments", help=say("help-comments"))] = False,
    home: HomeOption = None,
) -> None:
    """Print what people said of the answers, as `eval draft` reads it."""
    settings = load_settings(home or context.obj)
    read = _read_shared if settings.redis_url.get_secret_value() else _read_own
    for line in read(settings, comments):
        sys.stdout.write(f"{line}\n")


def _read_own(settings: Settings, comments: bool) -> Iterator[str]:
    return (comment_lines if comments else feedback_lines)(settings.telegram_database_path)


def _read_shared(settings: Settings, comments: bool) -> Iterator[str]:
    try:
        from bot.telegram.redis import feedback_export as shared
    except ImportError as error:
        raise MissingExtraError("redis") from error
    if comments:
        return lines_of(shared.comments(settings), "comment")
    return lines_of(shared.rated_bad(settings), "question")
