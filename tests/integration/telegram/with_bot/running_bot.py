"""The bot as a process of its own, started, killed and stopped like an operator's."""

import json
import signal
import subprocess
import threading

from tests.conftest import PROGRAM, ROOT, environment

_STARTUP_S = 60


class RunningBot:
    """`atazan bot` over a data folder, with a test's Bot API server; what it logs is kept."""

    def __init__(self, api, home, **values):
        self.api = api
        self.home = home
        self.log = []
        self._values = {
            "ATAZAN_TELEGRAM_TOKEN": api.token,
            "ATAZAN_TELEGRAM_API_URL": api.url,
            "ATAZAN_TELEGRAM_QUESTIONS_PER_MINUTE": "1000",
        } | values
        self._process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.is_running:
            self.stop()

    @property
    def is_running(self):
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self):
        return self._process.pid

    def hang_up(self):
        """As an operator does who wants it to read its data anew."""
        self._process.send_signal(signal.SIGHUP)

    def start(self):
        """Start, and return when it works."""
        self._process = subprocess.Popen(
            [*PROGRAM, "bot", "--home", str(self.home)],
            stderr=subprocess.PIPE,
            text=True,
            env=environment(**self._values),
            cwd=ROOT,
        )
        started = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(started,), daemon=True)
        self._reader.start()
        assert started.wait(_STARTUP_S), self.log
        return self

    def kill(self):
        """As a power cut does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._reader.join()

    def pause(self):
        """As a machine does that has too much to do; nothing happens until it may `go_on`."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self):
        """After a pause."""
        self._process.send_signal(signal.SIGCONT)

    def stop(self):
        """As a service manager does; the exit code."""
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(30)
        self._reader.join()
        return code

    def events(self, name):
        """What was logged under that name."""
        return [one for one in map(_record, list(self.log)) if one.get("event") == name]

    def _read(self, started):
        with self._process.stderr as lines:
            for line in lines:
                self.log.append(line)
                if _record(line).get("event") == "started":
                    started.set()


def _record(line):
    try:
        return json.loads(line)
    except ValueError:
        return {}
