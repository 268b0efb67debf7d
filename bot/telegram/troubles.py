"""What a refusal of Telegram means for the message that was to be sent."""

from enum import Enum

from aiogram.exceptions import (
    RestartingTelegram,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError


class Trouble(Enum):
    """Kinds of refusals, by what is to be done."""

    TOO_FAST = "wait as long as it says"
    UNREACHED = "nothing arrived: try again"
    UNSURE = "it may have arrived: try again, and count that"
    MOVED = "the group has become a supergroup: send it there"
    GONE = "blocked, or the chat is gone: nobody will read it"
    UNCHANGED = "an edit that changes nothing: it is done"
    LOST = "the message to edit is gone: send a new one"
    STALE = "the button or inline query is too old: let it be"
    UNKNOWN = "an older server: do without this method"
    MALFORMED = "it refuses the content: say it in a plainer form"
    FORBIDDEN = "the token is not valid: stop"


# Descriptions are not an interface, but nothing else tells these apart: in lower case.
_BY_DESCRIPTION = (
    ("message is not modified", Trouble.UNCHANGED),
    ("message text is empty", Trouble.UNKNOWN),  # an edit to a rich message, on an older server
    ("query is too old", Trouble.STALE),
    ("query id is invalid", Trouble.STALE),
    ("message to edit not found", Trouble.LOST),
    ("message can't be edited", Trouble.LOST),
    ("message_id_invalid", Trouble.LOST),
    ("message to delete not found", Trouble.STALE),
    ("message can't be deleted", Trouble.STALE),
    ("chat not found", Trouble.GONE),
    ("peer_id_invalid", Trouble.GONE),
    ("user not found", Trouble.GONE),
    ("chat_write_forbidden", Trouble.GONE),
    ("have no rights to send", Trouble.GONE),
    ("not enough rights", Trouble.GONE),
    ("topic_closed", Trouble.GONE),
    ("message thread not found", Trouble.GONE),
    ("group chat was deactivated", Trouble.GONE),
)
_BY_CLASS = (
    (TelegramRetryAfter, Trouble.TOO_FAST),
    (TelegramMigrateToChat, Trouble.MOVED),
    (TelegramForbiddenError, Trouble.GONE),
    (TelegramUnauthorizedError, Trouble.FORBIDDEN),
    (TelegramNotFound, Trouble.UNKNOWN),
    (RestartingTelegram, Trouble.UNREACHED),
)


def trouble_of(error: Exception) -> Trouble:
    """The kind of an error of aiogram's; what is not known is UNSURE."""
    if isinstance(error, TelegramNetworkError):
        # Without a connection nothing was sent; with one, only the reply may have been lost.
        is_unreached = isinstance(error.__cause__, ClientConnectorError)
        return Trouble.UNREACHED if is_unreached else Trouble.UNSURE
    if isinstance(error, TelegramBadRequest):
        said = error.message.lower()
        found = (trouble for words, trouble in _BY_DESCRIPTION if words in said)
        return next(found, Trouble.MALFORMED)
    return next((one for kind, one in _BY_CLASS if isinstance(error, kind)), Trouble.UNSURE)
