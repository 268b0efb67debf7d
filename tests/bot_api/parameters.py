"""The parameters of a call: from its address, a form, multipart or JSON, whichever it came in."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.bot_api.refusals import bad_request

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_TRUE = frozenset({"true", "yes", "1"})
_LARGEST = 2**63


class Parameters(Mapping[str, str]):
    """Every value as text, as Telegram's server sees them; what is absent reads as empty."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self):
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text(self, name: str) -> str:
        """A parameter as it stands."""
        return self._values.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """A whole number of 64 bits. Raises Refusal where something else stands."""
        value = self.text(name).strip()
        if not value:
            return default
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or abs(int(value)) >= _LARGEST:
            raise bad_request(f'invalid parameter "{name}" specified: a number is expected')
        return int(value)

    def flag(self, name: str) -> bool:
        """A truth value; anything but true, yes and 1 is false."""
        return self.text(name).strip().lower() in _TRUE

    def json(self, name: str, what: str) -> Any:
        """A JSON value, None where there is none. Raises Refusal where it cannot be read."""
        if not (value := self.text(name)):
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {what} JSON object") from error


async def read_parameters(request: web.Request) -> Parameters:
    """Read the parameters of a request."""
    values = {name: str(value) for name, value in request.query.items()}
    if request.content_type == "application/json":
        values |= await _read_json(request)
    elif request.content_type in _FORMS:
        form = await request.post()
        values |= {name: value for name, value in form.items() if isinstance(value, str)}
    return Parameters(values)


async def _read_json(request: web.Request) -> dict[str, str]:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return {name: _as_text(value) for name, value in body.items() if value is not None}


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
