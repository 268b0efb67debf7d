"""The journal: JSON lines on standard error. No text of a question, no number of a person.

A person is named by a keyed hash (BLAKE2b), so that lines can be put together and nobody be found
by trying numbers; the key lies in HOME, readable by its owner alone.
"""

import logging
import os
import sys
import traceback
from contextlib import AbstractContextManager, suppress
from hashlib import blake2b
from pathlib import Path

import structlog
from structlog.typing import EventDict, WrappedLogger

_KEY_BYTES = 32
_HASH_BYTES = 6

journal: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def open_journal() -> None:
    """Write the program's own events and the warnings of the libraries as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _fault_by_place,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=lambda *_: _Lines(),
    )
    logging.basicConfig(handlers=[_Forwarding()], level=logging.WARNING, force=True)
    logging.captureWarnings(True)


def about(request: int) -> AbstractContextManager[None]:
    """Have every line within bear the number of an update, through all that is done for it."""
    return structlog.contextvars.bound_contextvars(request=request)


def open_key(home: Path) -> bytes:
    """The key of the hashes; made at the first start."""
    path = home / "telegram.key"
    with suppress(FileNotFoundError):
        key = path.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
    # Put in place when it is whole: half a key would be one that can be guessed.
    begun = path.with_suffix(".new")
    with os.fdopen(os.open(begun, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
        stream.write(os.urandom(_KEY_BYTES))
    begun.replace(path)
    return path.read_bytes()


class Names:
    """The names of people in the journal: twelve hexadecimal digits each."""

    def __init__(self, key: bytes) -> None:
        """Take the key of the hashes."""
        self._key = key

    def of(self, person: int) -> str:
        """The name of a person."""
        return blake2b(str(person).encode(), key=self._key, digest_size=_HASH_BYTES).hexdigest()


def _fault_by_place(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Write a fault by its class and the place it came from: its words may be a person's."""
    fault = event.pop("fault", None)
    if isinstance(fault, BaseException):
        event["fault"] = type(fault).__name__
        frames = traceback.extract_tb(fault.__traceback__)[-3:]
        event["at"] = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return event


class _Lines:
    """Lines on standard error. Its disk may be full: what it does not take is lost, no more."""

    def msg(self, text: str) -> None:
        """Write a line, in one piece: another thread's does not come between."""
        with suppress(OSError):
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = msg


class _Forwarding(logging.Handler):
    """What libraries log, without its arguments: they may hold a person's words."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write where a warning came from and of which kind it is."""
        fault = record.exc_info[1] if record.exc_info else None
        journal.warning("library", logger=record.name, template=_template(record), fault=fault)


def _template(record: logging.LogRecord) -> str:
    """A message before its values are filled in, and of asyncio's only the head.

    The text of a warning holds them already.
    """
    return "" if record.name == "py.warnings" else str(record.msg).split("\n")[0]
