"""Addresses of pages: taken apart, brought to one shape, and joined with what they refer to."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit

from corpus.errors import UnreachableError
from corpus.parsing.names import legible

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
# Characters that stand in a path or a query as themselves; «%» because it may be quoted already.
_AS_THEY_ARE = "%/:?@!$&'()*+,;=-._~[]"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Url:
    """An http or https address: the host in ASCII, the target quoted, no fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks of."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (
            "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        )

    def __str__(self) -> str:
        return self.origin + self.target

    def join(self, reference: str) -> "Url":
        """The address that a page here refers to. Raises UnreachableError."""
        try:
            return parse_url(urljoin(str(self), reference))
        except ValueError as error:
            raise UnreachableError("error-url-invalid", url=legible(reference)) from error


def is_address(text: str) -> bool:
    """Whether a text names a page, not a path; not every such address can be fetched."""
    return bool(_SCHEME.match(text))


def parse_url(text: str) -> Url:
    """Read an address. Raises UnreachableError where it is none, or not of http or https."""
    shown = legible(text.strip())
    try:
        parts = urlsplit(text.strip())
        if parts.scheme not in _PORTS:
            raise UnreachableError("error-url-scheme", url=shown)
        if not parts.hostname or "@" in parts.netloc:  # a password is not shown
            raise UnreachableError("error-url-invalid", url=f"{parts.scheme}://{parts.hostname}")
        host = parts.hostname if ":" in parts.hostname else _ascii(parts.hostname)
        port = parts.port or _PORTS[parts.scheme]
    except ValueError as error:
        raise UnreachableError("error-url-invalid", url=shown) from error
    query = f"?{parts.query}" if parts.query else ""
    target = quote((parts.path or "/") + query, safe=_AS_THEY_ARE)
    return Url(parts.scheme, host, port, target)


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode()


def id_of_page(url: Url) -> str:
    """Return the id of the Document at an address: host and path, without the ending.

    A query is kept as a mark: pages that differ in it are different pages.
    """
    path, _, query = url.target.partition("?")
    parts = unquote(path, errors="replace").split("/")
    name = PurePosixPath(*(part for part in parts if part.strip(".")))
    words = "_".join(f"{_host(url)}/{name.with_suffix('') if name.name else ''}".split())
    long = words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}-{_mark(words)}"
    return legible(long.rstrip("/.")) + (f"-{_mark(query)}" if query else "")


def name_of_page(url: Url) -> str:
    """Return a name for the file that is kept of an address: its last part, with the ending."""
    path = unquote(url.target.partition("?")[0], errors="replace")
    name = legible(PurePosixPath(path).name.replace("\\", "").replace("\0", ""))
    return name[-_LONGEST_NAME:].strip(". ") or _host(url).replace(".", "_").replace(":", "_")


def _host(url: Url) -> str:
    return url.origin.partition("://")[2]


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
