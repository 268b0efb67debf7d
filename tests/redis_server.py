"""Debian's redis-server as a process of the tests', on loopback, on a disk of its own."""

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

import pytest
from redis import Redis

from tests.ports import free_port

PROGRAM = shutil.which("redis-server")
needs_redis = pytest.mark.skipif(PROGRAM is None, reason="redis-server is not installed")


class RedisServer:
    """A server that keeps a log of every change, and is there again after `restart`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        options = f"--port {self.port} --bind 127.0.0.1 --appendonly yes --appendfsync always"
        options += " --aof-use-rdb-preamble no"  # the log is text that can be searched
        command = [PROGRAM, *options.split(), "--save", "", "--dir", str(self.folder)]
        log = (self.folder / "redis.log").open("ab")
        self._process = subprocess.Popen(command, stdout=log, stderr=log)
        log.close()
        self._wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                    connection.sendall(b"PING\r\n")
                    if connection.recv(16).startswith(b"+PONG"):
                        return
            except OSError:
                pass
            time.sleep(0.02)
        raise AssertionError((self.folder / "redis.log").read_text())

    def ask(self, *command: str) -> object:
        """Give it a command, as redis-cli does."""
        with Redis(port=self.port, decode_responses=True) as client:
            return client.execute_command(*command)

    def names(self) -> list[str]:
        """The names of all its keys."""
        with Redis(port=self.port, decode_responses=True) as client:
            return list(client.scan_iter())

    def everything(self) -> bytes:
        """All keys with what they hold, one after the other."""
        with Redis(port=self.port) as client:
            return b"\n".join(b"%s %s" % (key, _held(client, key)) for key in client.scan_iter())

    def kill(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def restart(self) -> None:
        self.kill()
        self.start()


def _held(client: Redis, key: bytes) -> bytes:
    """What a key holds, as text; nothing of one that has run out meanwhile."""
    reading = {
        b"string": client.get,
        b"hash": client.hgetall,
        b"set": client.smembers,
        b"zset": lambda name: client.zrange(name, 0, -1),
    }
    held = reading.get(client.type(key), lambda name: b"")(key)
    if isinstance(held, dict):
        return b" ".join(part for pair in held.items() for part in pair)
    return held or b"" if isinstance(held, bytes | None) else b" ".join(held)
