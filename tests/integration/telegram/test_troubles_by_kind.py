"""Refusals as aiogram raises them → what is to be done."""

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage
from aiohttp import ClientConnectionError, ClientConnectorError

from bot.telegram.troubles import Trouble, trouble_of

METHOD = SendMessage(chat_id=1, text="x")


def network(cause):
    error = TelegramNetworkError(METHOD, "lost")
    error.__cause__ = cause
    return error


def unreached():
    return ClientConnectorError(None, OSError(111, "refused"))


KINDS = {
    "429": (TelegramRetryAfter(METHOD, "Too Many Requests", 3), Trouble.TOO_FAST),
    "moved": (TelegramMigrateToChat(METHOD, "upgraded", -100), Trouble.MOVED),
    "blocked": (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), Trouble.GONE),
    "no chat": (TelegramBadRequest(METHOD, "Bad Request: chat not found"), Trouble.GONE),
    "no rights": (TelegramBadRequest(METHOD, "Bad Request: not enough rights to send text messages to the chat"), Trouble.GONE),
    "same text": (TelegramBadRequest(METHOD, "Bad Request: message is not modified: specified new message content…"), Trouble.UNCHANGED),
    "deleted": (TelegramBadRequest(METHOD, "Bad Request: message to edit not found"), Trouble.LOST),
    "old button": (TelegramBadRequest(METHOD, "Bad Request: query is too old and response timeout expired or query ID is invalid"), Trouble.STALE),
    "bad markup": (TelegramBadRequest(METHOD, "Bad Request: can't parse entities: unclosed tag"), Trouble.MALFORMED),
    "an older server": (TelegramNotFound(METHOD, "Not Found"), Trouble.UNKNOWN),
    "an older server, an edit": (TelegramBadRequest(METHOD, "Bad Request: message text is empty"), Trouble.UNKNOWN),
    "its restart": (RestartingTelegram(METHOD, "Internal Server Error: restart"), Trouble.UNREACHED),
    "its fault": (TelegramServerError(METHOD, "Bad Gateway"), Trouble.UNSURE),
    "no connection": (network(unreached()), Trouble.UNREACHED),
    "a lost reply": (network(ClientConnectionError("reset")), Trouble.UNSURE),
    "a late reply": (network(TimeoutError()), Trouble.UNSURE),
    "no JSON": (ClientDecodeError("failed", ValueError(), "<html>"), Trouble.UNSURE),
    "another token": (TelegramUnauthorizedError(METHOD, "Unauthorized"), Trouble.FORBIDDEN),
}  # fmt: skip


@pytest.mark.parametrize(("error", "trouble"), KINDS.values(), ids=KINDS)
def test_a_refusal_has_a_kind(error, trouble):
    assert trouble_of(error) is trouble
