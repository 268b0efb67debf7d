"""A small hub of models on loopback, over real HTTP: what huggingface-hub asks of the great one.

It answers GET /api/models/OWNER/NAME/revision/REV and HEAD and GET of OWNER/NAME/resolve/REV/FILE,
with ranges, and can be told to fail.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import unquote, urlsplit

_API = re.compile(r"/api/models/([^/]+/[^/]+)(?:/revision/[^/]+)?")
_FILE = re.compile(r"/([^/]+/[^/]+)/resolve/[^/]+/(.+)")
_LARGE = {".gguf", ".safetensors", ".bin"}


@dataclass
class Repository:
    """Files by their paths; large ones are told by their SHA-256, others by git's name."""

    files: dict[str, bytes]
    licence: str = "apache-2.0"
    gated: bool = False

    @property
    def revision(self) -> str:
        digest = hashlib.sha1(usedforsecurity=False)
        for path, content in sorted(self.files.items()):
            digest.update(path.encode() + hashlib.sha256(content).digest())
        return digest.hexdigest()


@dataclass
class Hub:
    """The hub's state, and what was asked of it. The faults last until they are taken back."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and range of each request."""
    breaks_after: int | None = None
    """Bytes of a file after which the connection breaks, each time; then it answers 503."""
    spoils: bool = False
    """Whether other bytes come than were promised."""
    promises: int | None = None
    """The size that is told of each file, in place of its own."""
    ignores_ranges: bool = False
    url: str = ""

    def ranges(self, path: str) -> list[str]:
        """The ranges that were asked of a file, in order; nothing for the whole."""
        return [asked for method, at, asked in self.asked if method == "GET" and at.endswith(path)]


@contextmanager
def local_hub() -> Iterator[Hub]:
    """Run a hub for as long as the block does."""
    hub = Hub()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: ClassVar[Hub]
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(ConnectionError):  # the program may be killed while it reads
            super().handle()

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.asked.append((self.command, path, self.headers.get("Range") or ""))
        if api := _API.fullmatch(path):
            self._tell(self.hub.repositories.get(api[1]))
        elif file := _FILE.fullmatch(path):
            self._send(self.hub.repositories.get(file[1]), file[2])
        else:
            self._fail(404)

    def _tell(self, repository: Repository | None) -> None:
        if repository is None:
            self._fail(401, "RepoNotFound")
            return
        siblings = [self._sibling(path, content) for path, content in repository.files.items()]
        told = {
            "id": "owner/name",
            "sha": repository.revision,
            "cardData": {"license": repository.licence},
            "siblings": siblings,
        }
        self._answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})

    def _sibling(self, path: str, content: bytes) -> dict[str, object]:
        size = self.hub.promises or len(content)
        told: dict[str, object] = {"rfilename": path, "size": size, "blobId": _git_name(content)}
        if _is_large(path):
            sha256 = hashlib.sha256(content).hexdigest()
            told["lfs"] = {"size": size, "sha256": sha256, "pointerSize": 134}
        return told

    def _send(self, repository: Repository | None, path: str) -> None:
        if repository is None or path not in repository.files:
            self._fail(404, "EntryNotFound")
            return
        if repository.gated:
            self._fail(403, "GatedRepo")
            return
        content = repository.files[path]
        etag = hashlib.sha256(content).hexdigest() if _is_large(path) else _git_name(content)
        first = self._first()
        if self.hub.spoils:
            content = bytes(len(content))
        headers = {"ETag": f'"{etag}"', "X-Repo-Commit": repository.revision}
        if first:
            headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        self._stream(206 if first else 200, content[first:], headers)

    def _stream(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        limit = self.hub.breaks_after
        if limit is not None and self._first():
            self._fail(503)
        elif limit is None or len(content) <= limit:
            self._answer(status, content, headers | {"Accept-Ranges": "bytes"})
        else:
            self._head(status, len(content), headers)
            self.wfile.write(content[:limit])
            self.close_connection = True

    def _first(self) -> int:
        asked = re.match(r"bytes=(\d+)-", self.headers.get("Range") or "")
        return int(asked[1]) if asked and not self.hub.ignores_ranges else 0

    def _fail(self, status: int, code: str = "") -> None:
        self._answer(status, b"", {"X-Error-Code": code} if code else {})

    def _answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self._head(status, len(content), headers)
        if self.command == "GET":
            self.wfile.write(content)

    def _head(self, status: int, length: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


def _is_large(path: str) -> bool:
    return any(path.endswith(suffix) for suffix in _LARGE)


def _git_name(content: bytes) -> str:
    head = f"blob {len(content)}\0".encode()
    return hashlib.sha1(head + content, usedforsecurity=False).hexdigest()
