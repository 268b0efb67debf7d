"""The session: calls to the Bot API server, whatever comes back.

Of a message that was accepted only the number is read. So the answer of a server that is newer than
aiogram is understood too: what was accepted is never taken for failed, and sent again.
"""

import json
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiogram.types import MessageId
from aiohttp import BytesPayload, FormData

from bot.telegram.rendering.rich import RichMessage

_RICH = "rich_message"
_Accepted = Response[Any]


class Session(AiohttpSession):
    """An HTTP session in which every nonsense of a server is one of aiogram's own errors."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,
    ) -> Any:  # noqa: ANN401 -- what the method returns
        """Call. Raises AiogramError, also for bytes that are no text and faults without words."""
        try:
            return await super().make_request(bot, method, timeout)
        except (ValueError, TypeError) as error:
            raise ClientDecodeError("not a response of the Bot API", error, None) from error

    def build_form_data(self, bot: Bot, method: TelegramMethod[TelegramType]) -> FormData:
        """Build the body of a call: JSON, a third of a form's length in Cyrillic; files by a form.

        A rich message that was sent before is not rendered anew.
        """
        rich = getattr(method, _RICH, None)
        rendered = rich.as_json if isinstance(rich, RichMessage) else None
        plain = method.model_copy(update={_RICH: None}) if rendered else method
        files: dict[str, Any] = {}
        values = plain.model_dump(warnings=False, exclude_none=True)
        fields = self.prepare_value(values, bot, files, _dumps_json=False)
        if files:
            return super().build_form_data(bot, method)
        text = json.dumps(fields, ensure_ascii=False)
        return _Json(f'{text[:-1]}, "{_RICH}": {rendered}}}' if rendered else text)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read a response. Raises as aiogram does."""
        accepted = _accepted(content) if status_code == HTTPStatus.OK else None
        if accepted is None:
            return super().check_response(bot, method, status_code, content)
        return _Accepted.model_construct(ok=True, result=accepted)


class _Json(FormData):
    """A body that is JSON."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._body = text.encode()

    def __call__(self) -> BytesPayload:
        """What goes over the wire."""
        return BytesPayload(self._body, content_type="application/json")


def _accepted(content: str) -> MessageId | list[Any] | bool | None:
    """What was accepted: a message by its number, updates as they came, a plain yes; else None."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    result = told.get("result") if isinstance(told, dict) and told.get("ok") is True else None
    if isinstance(result, bool | list):
        return result
    number = result.get("message_id") if isinstance(result, dict) else None
    return MessageId(message_id=number) if isinstance(number, int) else None
