"""One request and its response, over a connection to an address that was checked before.

The socket is opened here and handed to `http.client`, which then looks no host up: a name that
answers differently the next time (DNS rebinding) leads nowhere. Over https the certificate is that
of the host's name. Proxies of the environment are not used: they would look hosts up themselves.
"""

import socket
import ssl
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer

from corpus.errors import UnreachableError
from corpus.fetching.deadline import Deadline
from corpus.fetching.resolution import Endpoint
from corpus.fetching.url import Url

# Seconds for one of a host's addresses, while there are others.
_LONGEST_CONNECT = 10
_PIECE = 64 * 1024
_GZIP = 31  # zlib's number for a gzip header and trailer


@contextmanager
def exchange(
    url: Url, endpoints: Sequence[Endpoint], headers: Mapping[str, str], deadline: Deadline
) -> Iterator[HTTPResponse]:
    """Send a GET and yield the response, of which only the head has come yet.

    Raises UnreachableError, also out of the block that reads the body, when anything breaks off or
    the deadline passes: then the connection is shut from aside, wherever it hangs.
    """
    with _faults_told(url, deadline), _open(url, endpoints, deadline) as line:
        watchdog = Timer(deadline.remaining(), _shut, [line])
        watchdog.daemon = True
        watchdog.start()
        try:
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            connection = _connection(url)
            connection.sock = line
            connection.request("GET", url.target, headers=dict(headers))
            with connection.getresponse() as response:
                yield response
            if deadline.has_passed():
                raise deadline.fault()
        finally:
            watchdog.cancel()


def read_body(response: HTTPResponse, url: Url, limit: int) -> Iterator[bytes]:
    """Yield the body, unpacked, in small pieces. Raises UnreachableError past `limit` bytes."""
    total = 0
    for piece in _unpacked(response, url):
        total += len(piece)
        if total > limit:
            raise UnreachableError("error-fetch-too-large", url=str(url))
        yield piece


def _unpacked(response: HTTPResponse, url: Url) -> Iterator[bytes]:
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        yield from _raw(response, url)
    elif encoding in ("gzip", "x-gzip"):
        yield from _gunzipped(_raw(response, url), url)
    else:
        raise _broken(url, f"Content-Encoding: {encoding}")


def _raw(response: HTTPResponse, url: Url) -> Iterator[bytes]:
    while piece := response.read(_PIECE):
        yield piece
    if response.length:  # bytes that were promised and have not come
        raise _broken(url, "EOF")


def _gunzipped(pieces: Iterator[bytes], url: Url) -> Iterator[bytes]:
    """Unpack so much at a time that a bomb is seen before it has gone off."""
    unpacker = zlib.decompressobj(_GZIP)
    for packed in pieces:
        has_more = True
        while packed or (has_more and not unpacker.eof):
            if unpacker.eof:  # gzip allows several members, one after another
                unpacker = zlib.decompressobj(_GZIP)
            unpacked = unpacker.decompress(packed, _PIECE)
            yield unpacked
            has_more = len(unpacked) == _PIECE
            packed = unpacker.unconsumed_tail or unpacker.unused_data
    if not unpacker.eof:
        raise _broken(url, "EOF")


def _open(url: Url, endpoints: Sequence[Endpoint], deadline: Deadline) -> socket.socket:
    """Connect; over https the handshake is still to come."""
    line = _connect(endpoints, deadline)
    if url.scheme == "http":
        return line
    return _tls().wrap_socket(line, server_hostname=url.host, do_handshake_on_connect=False)


def _connect(endpoints: Sequence[Endpoint], deadline: Deadline) -> socket.socket:
    """Connect to the first of the addresses that answers."""
    fault: OSError = OSError()
    for endpoint in endpoints:
        line = socket.socket(endpoint.family, socket.SOCK_STREAM)
        line.settimeout(min(_LONGEST_CONNECT, deadline.remaining()))
        try:
            line.connect(endpoint.address)
        except OSError as error:
            line.close()
            fault = error
            continue
        line.settimeout(deadline.remaining())
        return line
    raise fault


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connection(url: Url) -> HTTPConnection:
    """A connection that opens no socket of its own."""
    connection = HTTPConnection(url.host, url.port)
    if url.scheme == "https":
        connection = HTTPSConnection(url.host, url.port, context=_tls())
    connection.auto_open = 0
    return connection


def _shut(line: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # an SSLSocket's own would race the reader


@contextmanager
def _faults_told(url: Url, deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except (UnreachableError, OSError, HTTPException, zlib.error, ValueError) as error:
        if deadline.has_passed():
            raise deadline.fault() from error
        if isinstance(error, UnreachableError):
            raise
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise _broken(url, " ".join(reason.split())) from error


def _broken(url: Url, reason: str) -> UnreachableError:
    return UnreachableError("error-fetch-failed", url=str(url), reason=reason)
