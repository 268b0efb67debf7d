"""Fetching one address into a file: every hop checked, within bounds, asking only for news."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.errors import UnreachableError
from corpus.fetching.deadline import Deadline
from corpus.fetching.exchange import exchange, read_body
from corpus.fetching.resolution import resolve
from corpus.fetching.robots import ROBOT, Rules, parse_robots
from corpus.fetching.url import Url, name_of_page, parse_url
from corpus.parsing import LARGEST_FILE

# Seconds for an address, from looking its host up to the last byte.
_LONGEST_FETCH = 60.0
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_OK, _NOT_MODIFIED, _ANY_ERROR, _ANY_SERVER_ERROR = 200, 304, 400, 500
# Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least.
_LARGEST_ROBOTS = 512 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that has come, and what its host will know this state of it by."""

    file: Path
    etag: str
    last_modified: str


class Fetcher:
    """Fetches addresses; remembers what each host's robots.txt says."""

    def __init__(self, *, allow_private: bool = False, seconds: float = _LONGEST_FETCH) -> None:
        """`allow_private` lets hosts of one's own network be fetched; `seconds` bounds a fetch."""
        self._allow_private = allow_private
        self._seconds = seconds
        self._rules: dict[str, Rules] = {}
        self._asked: dict[str, float] = {}

    def fetch(
        self, address: str, folder: Path, etag: str = "", last_modified: str = ""
    ) -> Fetched | None:
        """Fetch an address into a file in `folder`; None when it is still as it was known.

        Raises UnreachableError.
        """
        url = parse_url(address)
        self._wait(url)
        deadline = Deadline(str(url), self._seconds)
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value}
        with self._following(url, headers, deadline) as (last, response):
            if response.status == _NOT_MODIFIED and headers:
                return None
            if response.status != _OK:
                raise _refusal(url, response)
            file = folder / name_of_page(url)
            with file.open("wb") as out:
                out.writelines(read_body(response, last, LARGEST_FILE))
            told = response.headers
            return Fetched(file, told.get("ETag", ""), told.get("Last-Modified", ""))

    @contextmanager
    def _following(
        self, url: Url, headers: Mapping[str, str], deadline: Deadline, *, heed: bool = True
    ) -> Iterator[tuple[Url, HTTPResponse]]:
        """Yield the response behind the redirects, each of which is checked like the address."""
        first = url
        for _ in range(_MOST_REDIRECTS + 1):
            with self._answer(url, headers, deadline, heed=heed) as response:
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or not location:
                    yield url, response
                    return
            url = url.join(location)
        raise UnreachableError("error-fetch-redirects", url=str(first), limit=_MOST_REDIRECTS)

    @contextmanager
    def _answer(
        self, url: Url, headers: Mapping[str, str], deadline: Deadline, *, heed: bool
    ) -> Iterator[HTTPResponse]:
        endpoints = resolve(url, deadline, allow_private=self._allow_private)
        if heed and not self._rules_of(url, deadline).allow(url.target):
            raise UnreachableError("error-fetch-robots", url=str(url))
        with exchange(url, endpoints, {**_HEADERS, **headers}, deadline) as response:
            yield response

    def _rules_of(self, url: Url, deadline: Deadline) -> Rules:
        if url.origin not in self._rules:
            self._rules[url.origin] = self._read_robots(url.join("/robots.txt"), deadline)
        return self._rules[url.origin]

    def _read_robots(self, url: Url, deadline: Deadline) -> Rules:
        """Read a robots.txt. Without one all is allowed; from a host that fails, nothing."""
        with self._following(url, {}, deadline, heed=False) as (last, response):
            if response.status >= _ANY_SERVER_ERROR:
                raise _refusal(url, response)
            if response.status >= _ANY_ERROR:
                return Rules()
            text = b""
            for piece in read_body(response, last, LARGEST_FILE):
                text += piece
                if len(text) >= _LARGEST_ROBOTS:
                    break
            return parse_robots(text[:_LARGEST_ROBOTS].decode("utf-8-sig", "replace"))

    def _wait(self, url: Url) -> None:
        """Keep the pace that the host's robots.txt asks for."""
        delay = self._rules[url.origin].delay if url.origin in self._rules else 0.0
        time.sleep(max(0.0, self._asked.get(url.origin, 0.0) + delay - time.monotonic()))
        self._asked[url.origin] = time.monotonic()


def _refusal(url: Url, response: HTTPResponse) -> UnreachableError:
    return UnreachableError("error-fetch-status", url=str(url), status=response.status)


def _version() -> str:
    try:
        return version("atazan")
    except PackageNotFoundError:
        return "0"


_HEADERS = {"User-Agent": f"{ROBOT}/{_version()}", "Accept-Encoding": "gzip", "Accept": "*/*"}
