"""The server as another process, and what it is told over HTTP."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.bot_api.crowd import Plan
from tests.bot_api.process_figures import cpu_seconds

_ROOT = Path(__file__).parents[2]


class RemoteApi:
    """A server in a process of its own, for as long as the block lasts."""

    def __init__(self, *options: str) -> None:
        """Take options of `python -m tests.bot_api`."""
        self._options = options

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot_api", *self._options],
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
        )
        self.url, self.token = self._process.stdout.readline().split()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()  # nothing of it is kept; a hundred thousand seats end slowly
        self._process.wait(10)
        self._process.stdout.close()

    @property
    def cpu_seconds(self) -> float:
        """Processor time that the server has used."""
        return cpu_seconds(self._process.pid)

    def come(self, questions: Sequence[tuple[str, str]], plan: Plan) -> None:
        """Let a crowd come with questions (language, text)."""
        self._post("crowd", {"questions": list(questions), "plan": asdict(plan)})

    def crowd(self) -> dict[str, Any]:
        """How far the crowd is: answered, is_done, asked, lost, doubles, waits."""
        return self._get("crowd")

    def progress(self) -> dict[str, Any]:
        """How many of the crowd's questions are answered, and whether all: answered, is_done."""
        return self._get("progress")

    def put(self, updates: Sequence[object]) -> list[int]:
        """Put updates into the queue as they stand; return their numbers."""
        return self._post("updates", updates)

    def types(self, person: int, text: str, language: str = "kk") -> dict[str, Any]:
        """Let a person type."""
        return self._post("messages", {"person": person, "text": text, "language": language})

    def fault(self, kind: str, methods: str = "*", **more: float) -> None:
        """Let a fault come."""
        self._post("faults", {"kind": kind, "methods": methods} | more)

    def seen(self, chat: int | None = None) -> list[dict[str, Any]]:
        """The bot's messages, of one chat or of all."""
        return self._get(f"seen?chat={chat}" if chat else "seen")

    def wait_for_messages(self, chat: int, count: int, timeout: float = 30) -> list[dict[str, Any]]:
        """Wait until the bot has sent so many messages to a chat. Raises TimeoutError."""
        end = time.monotonic() + timeout
        while len(seen := self.seen(chat)) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(seen)} messages, not {count}, in {timeout:g} s")
            time.sleep(0.05)
        return seen

    def state(self) -> dict[str, Any]:
        """Numbers of calls, refusals and updates that wait, and the violations."""
        return self._get("state")

    def _get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.url}/control/{path}", timeout=60) as response:
            return json.load(response)

    def _post(self, path: str, body: object) -> Any:
        data = json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/control/{path}", data)
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)
