"""Refusals: Telegram's error codes and descriptions, in its own words.

Where Telegram's wording is known (its server's source, or what people report), it is kept to the
letter. Where only the rule is documented, the words are ours, in capitals like those of MTProto.
"""

from http import HTTPStatus


class Refusal(Exception):
    """A call is not done: `code` and `description` as in a response of the Bot API."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def to_json(self) -> dict[str, object]:
        """The body of the response."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str, **parameters: int) -> Refusal:
    """The call is wrong in itself, or the world is not as it supposes."""
    return Refusal(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> Refusal:
    """The bot has no business in that chat."""
    return Refusal(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """Somebody else fetches the updates."""
    return Refusal(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> Refusal:
    """The call came too fast; it may be repeated after so many seconds."""
    description = f"Too Many Requests: retry after {retry_after}"
    return Refusal(HTTPStatus.TOO_MANY_REQUESTS, description, retry_after=retry_after)


def unauthorized() -> Refusal:
    """The token is not the bot's."""
    return Refusal(HTTPStatus.UNAUTHORIZED, "Unauthorized")


def not_found() -> Refusal:
    """There is no such method."""
    return Refusal(HTTPStatus.NOT_FOUND, "Not Found")


def unparsable(reason: str) -> Refusal:
    """The markup of a text is not well-formed."""
    return bad_request(f"can't parse entities: {reason}")
