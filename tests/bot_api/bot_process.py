"""The bot as a real process, `python -m bot bot`: begun, killed, watched."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.bot_api.process_figures import cpu_seconds, resident
from tests.bot_api.world import TOKEN

_ROOT = Path(__file__).parents[2]


class BotProcess:
    """One bot over one data folder; what it says on standard error is added to `journal`."""

    def __init__(
        self, home: Path, url: str, journal: Path, token: str = TOKEN, **settings: object
    ) -> None:
        """Take the data folder, the server's address and settings by their names."""
        named = {f"ATAZAN_{name.upper()}": str(value) for name, value in settings.items()}
        kept = {name: value for name, value in os.environ.items() if "ATAZAN" not in name}
        own = {"ATAZAN_TELEGRAM_TOKEN": token, "ATAZAN_TELEGRAM_API_URL": url}
        self._environment = kept | own | named | {"PYTHONUTF8": "1"}
        self._home = home
        self.journal = journal
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin; the process may still be loading afterwards."""
        with self.journal.open("ab") as said:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "bot", "bot", "--home", str(self._home)],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=self._environment,
                cwd=_ROOT,
            )

    def kill(self) -> float:
        """End it as a power cut would; return the moment (time.monotonic)."""
        process = self._process()
        moment = time.monotonic()
        process.kill()
        process.wait(10)
        return moment

    def end(self) -> None:
        """Kill it if it runs."""
        if self._running and self.is_running:
            self.kill()

    def stop(self, timeout: float = 30) -> int:
        """Ask it to end, and wait; return its exit code."""
        process = self._process()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        return process.wait(timeout)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process().poll() is None

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process().pid

    @property
    def resident(self) -> float:
        """Memory that it holds, in MB; 0 once it has ended."""
        return resident(self.pid)

    @property
    def cpu_seconds(self) -> float:
        """Processor time that it has used."""
        return cpu_seconds(self.pid)

    def said(self) -> str:
        """Everything it has said so far."""
        return self.journal.read_text(encoding="utf-8", errors="replace")

    def _process(self) -> "subprocess.Popen[bytes]":
        assert self._running, "the bot was never started"
        return self._running
