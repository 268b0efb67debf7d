"""The program, loaded once and forked for each command: what a test needs to start it fifty times.

Reads a command line in JSON a line; answers with the child's number and, when it has ended, with
its exit status, negative for a signal.
"""

import json
import os
import sys
from pathlib import Path

import rich.console
import rich.progress
import tantivy

import bot.cli.app
import corpus.sync

LOADED = (bot.cli.app, corpus.sync, rich.console, rich.progress, tantivy)


def serve() -> None:
    """Fork a child for each line."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _run(json.loads(line))
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(arguments: list[str]) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    sys.stdin = Path(os.devnull).open()  # noqa: SIM115 -- it stays open; the parent's is read out
    sys.argv = ["atazan", *arguments]
    os._exit(bot.cli.app.run())


if __name__ == "__main__":
    serve()
