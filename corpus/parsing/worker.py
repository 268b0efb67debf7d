"""The process that `isolation` starts: reads paths, answers with what is in the files."""

import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.errors import CorpusError, UnreadableError
from corpus.parsing import parse_file
from corpus.parsing.names import legible

# Bytes of address space; a parser that needs more would take it from the rest of the program.
_MOST_MEMORY = 800 * 1024 * 1024
# Seconds, should the program that waits for this one be gone.
_LONGEST_LIFE_OF_A_FILE = 600


def serve(connection: Connection) -> None:
    """Answer each path with its Documents and errors, then None; end when nobody asks any more."""
    while True:
        try:
            path: Path = connection.recv()
        except EOFError:
            return
        signal.alarm(_LONGEST_LIFE_OF_A_FILE)
        _answer(connection, path)
        signal.alarm(0)


def _answer(connection: Connection, path: Path) -> None:
    try:
        for parsed in parse_file(path):
            connection.send(parsed)
    except CorpusError as error:
        connection.send(error)
    except (MemoryError, RecursionError):
        connection.send(UnreadableError("error-file-too-heavy", name=legible(path.name)))
    except Exception:  # a fault of a parser is a fault of this one file
        connection.send(UnreadableError("error-file-broken", name=legible(path.name)))
    connection.send(None)


def _limit() -> None:
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that waits
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    _limit()
    serve(Connection(int(sys.argv[1])))
