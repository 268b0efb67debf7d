"""Calls without a library: what a program in any language would send."""

import json
import urllib.error
import urllib.request
from typing import Any

from tests.bot_api.api import BotApi


def call(api: BotApi, method: str, **parameters: Any) -> dict[str, Any]:
    """Call a method with JSON; return the body of the response, a refusal's too."""
    return call_as(api.token, api, method, **parameters)


def call_as(token: str, api: BotApi, method: str, **parameters: Any) -> dict[str, Any]:
    """Call a method with some token."""
    address = f"{api.url}/bot{token}/{method}"
    body = json.dumps(parameters).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return json.load(error)
