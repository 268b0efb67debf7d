"""Succession: the Application that questions are put to now; another follows without a pause."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from bot.wiring import Application


class _Reign:
    """An Application with how many use it."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.users = 0
        self.is_over = False

    def has_ended(self) -> bool:
        return self.is_over and not self.users


class Succession:
    """Lends out the Application of the moment. Safe among threads.

    A question goes its whole way with one Application, whatever follows meanwhile; one that was
    replaced is closed when the last question that uses it is over.
    """

    def __init__(self, application: Application) -> None:
        """Begin with an Application."""
        self._lock = Lock()
        self._reign = _Reign(application)

    @property
    def present(self) -> Application:
        """The Application of the moment, for a glance; who works with one has it lent."""
        return self._reign.application

    @contextmanager
    def lent(self) -> Iterator[Application]:
        """Have the Application of the moment, open as long as one needs it."""
        with self._lock:
            reign = self._reign
            reign.users += 1
        try:
            yield reign.application
        finally:
            with self._lock:
                reign.users -= 1
                has_ended = reign.has_ended()
            if has_ended:
                reign.application.close()

    def follow_with(self, application: Application) -> None:
        """Put another in its place, for whoever comes next."""
        with self._lock:
            before, self._reign = self._reign, _Reign(application)
            before.is_over = True
            has_ended = before.has_ended()
        if has_ended:
            before.application.close()
