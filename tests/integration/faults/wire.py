"""A wire between the program and a server: slow, cut, lying, as a test wants it."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

_CHUNK = 65_536
# No protocol of ours begins so, and no text is coded so.
_NOISE = b"\xff\xfe\x00garbage\xc3\x28"


class Wire:
    """A TCP proxy on loopback. What flows through it changes when the test says so.

    `slow` holds every piece of a response back for so many seconds; `down` refuses and cuts;
    `silent` takes connections and says nothing; `lying` answers with noise in the place of the
    server's bytes; `keeping alive` begins a stream of events in which nothing comes.
    """

    def __init__(self, url):
        parts = urlsplit(url)
        self._server = parts.hostname, parts.port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.url = parts._replace(netloc=f"127.0.0.1:{self.port}").geturl()
        self._state, self._seconds, self._lie = "sound", 0.0, _NOISE
        self._open = set()
        self.met = 0

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._listening.close()
        self._cut()

    def becomes(self, state, seconds=0.0, lie=_NOISE):
        """Change what the wire does, for the connections that are open too."""
        self._state, self._seconds, self._lie = state, seconds, lie
        self._cut()

    def _cut(self):
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                self.met += 1
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        self._open.add(client)
        try:
            if self._state == "down":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            elif self._state == "lying":
                client.recv(_CHUNK)
                client.sendall(self._lie)
            elif self._state == "keeping alive":
                self._keep_alive(client)
            elif self._state == "silent":
                while client.recv(_CHUNK):
                    pass
            else:
                self._join(client)
        except OSError:
            pass
        finally:
            self._open.discard(client)
            with suppress(OSError):  # a thread that still reads would keep it open
                client.shutdown(socket.SHUT_RDWR)
            client.close()

    def _keep_alive(self, client):
        """Answer with the head of a stream, then with comments for ever, as servers of events do."""
        client.recv(_CHUNK)
        client.sendall(self._lie)
        while self._state == "keeping alive":
            client.sendall(b": alive\n")
            time.sleep(0.1)

    def _join(self, client):
        with socket.create_connection(self._server) as server:
            self._open.add(server)
            threading.Thread(target=_pour, args=(client, server), daemon=True).start()
            try:
                while piece := server.recv(_CHUNK):
                    time.sleep(self._seconds if self._state == "slow" else 0)
                    client.sendall(piece)
            finally:
                self._open.discard(server)


def _pour(source, sink):
    with suppress(OSError):
        while piece := source.recv(_CHUNK):
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)
