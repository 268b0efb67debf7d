"""The program, loaded once and forked for each command: what a test needs to start it fifty times.

Reads a command line in JSON a line and answers with the child's number. After another line it waits
for the child and answers with its exit status, negative for a signal: until then the number is that
child's and no other's, also when it has ended.
"""

import json
import os
import sys

import rich.console
import rich.progress
import tantivy

import bot.cli.app
import corpus.sync

# The exit status of a child that did not get as far as the program.
_BROKEN = 70
LOADED = (bot.cli.app, corpus.sync, rich.console, rich.progress, tantivy)


def serve() -> None:
    """Fork a child for each line."""
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            _run(json.loads(line))
        print(child, flush=True)
        sys.stdin.readline()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(arguments: list[str]) -> None:
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        sys.stdin = os.fdopen(nowhere)  # the parent's has been read from
        sys.argv = ["atazan", *arguments]
        os._exit(bot.cli.app.run())
    finally:  # a child that went on in the loop would answer in its parent's place
        os._exit(_BROKEN)


if __name__ == "__main__":
    serve()
