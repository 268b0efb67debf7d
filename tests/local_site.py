"""A small web site on loopback, over real HTTP: pages that are asked for conditionally, and faults.

A page is bytes with what its host says of it; a fault is a function that writes to the connection.
"""

import gzip
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO, ClassVar


@dataclass
class Page:
    """What a path answers."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Fault = Callable[[BinaryIO], None]


@dataclass
class Site:
    """The site's state, and what was asked of it: each path with the request's headers."""

    pages: dict[str, Page | Fault] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def put(self, path: str, content: str | bytes, **headers: str) -> str:
        """Publish a page; return its address. `etag="…"` and the like are its headers."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        data = content.encode() if isinstance(content, str) else content
        self.pages[path] = Page(data, headers=named)
        return self.url + path

    def fail(self, path: str, status: int, **headers: str) -> str:
        """Answer with a status alone."""
        url = self.put(path, b"", **headers)
        self.pages[path] = replace(self.pages[path], status=status)
        return url

    def paths(self) -> list[str]:
        """The paths that were asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def local_site(certificate: Path | None = None) -> Iterator[Site]:
    """Run a site for as long as the block does; with a certificate over https."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        site.url = f"https://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: ClassVar[Site]
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(ConnectionError, ssl.SSLError):  # the program hangs up on what it refuses
            super().handle()

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        page = self.site.pages.get(self.path, Page(status=404))
        self.close_connection = True
        if not isinstance(page, Page):
            page(self.wfile)
            return
        is_known = any(
            self.headers.get(condition) and self.headers[condition] == page.headers.get(validator)
            for condition, validator in _CONDITIONS.items()
        )
        self.send_response(304 if is_known else page.status)
        content = b"" if is_known else page.content
        for name, value in page.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in page.headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


_CONDITIONS = {"If-None-Match": "Etag", "If-Modified-Since": "Last-Modified"}
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def trickle(out: BinaryIO) -> None:
    """A body that comes a byte at a time, without end."""
    out.write(_HEAD + b"Content-Length: 1000000\r\n\r\n")
    _drip(out, b"x")


def trickle_head(out: BinaryIO) -> None:
    """A head that comes a byte at a time, without end."""
    out.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(out, b"x")


def silence(out: BinaryIO) -> None:
    """Nothing at all."""
    time.sleep(3)


def _drip(out: BinaryIO, drop: bytes) -> None:
    for _ in range(60):
        out.write(drop)
        out.flush()
        time.sleep(0.05)


def endless(out: BinaryIO) -> None:
    """A body without a length and without end."""
    out.write(_HEAD + b"\r\n")
    while True:
        out.write(b"word " * 100_000)


def break_off(out: BinaryIO) -> None:
    """A body that ends before its length."""
    out.write(_HEAD + b"Content-Length: 1000\r\n\r\nfew")


def break_chunk(out: BinaryIO) -> None:
    """A chunk that ends before its length."""
    out.write(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n400\r\nfew")


def gibberish(out: BinaryIO) -> None:
    """What is no HTTP."""
    out.write(b"\x00\x01\x02 no protocol\r\n\r\n")


def bomb(megabytes: int) -> bytes:
    """So much of nothing, as gzip packs it."""
    return gzip.compress(bytes(1024 * 1024)) * megabytes
