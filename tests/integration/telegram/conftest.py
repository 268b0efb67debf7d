"""The Bot API server, one for each test."""

from collections.abc import Iterator

import pytest

from tests.bot_api import BotApi


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server with Telegram's own limits and nobody there yet."""
    with BotApi() as running:
        yield running
