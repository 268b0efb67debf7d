"""The time by which a page must have come: one for look-up, robots.txt, redirects and body."""

import time

from corpus.errors import UnreachableError


class Deadline:
    """A point in time after which fetching an address is given up."""

    def __init__(self, url: str, seconds: float) -> None:
        """Begin now; `url` names the address in the fault."""
        self._url = url
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def has_passed(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end

    def remaining(self) -> float:
        """Seconds that are left, more than none. Raises UnreachableError."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.fault()
        return left

    def fault(self) -> UnreachableError:
        """The error that says so."""
        return UnreachableError("error-fetch-too-slow", url=self._url, seconds=round(self._seconds))
