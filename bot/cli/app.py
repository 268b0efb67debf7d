"""The command line: commands, and the one place that turns errors into a line and an exit code."""

import os
import sys
from io import TextIOWrapper

import typer

from bot.cli.ask import ask
from bot.cli.backup import backup, restore
from bot.cli.chat import chat
from bot.cli.corpus import corpus
from bot.cli.diff import diff
from bot.cli.doctor import doctor
from bot.cli.index import index
from bot.cli.models import models
from bot.cli.search import search
from bot.cli.top import top
from bot.terminal.opening import HomeOption
from bot.terminal.speech import explain, say, tell
from corpus.keyed_error import KeyedError

# The exit code of a program that Ctrl-C stopped.
_STOPPED = 130

app = typer.Typer(
    name="atazan",
    help=say("help-app"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(help=say("help-ask"))(ask)
app.command(help=say("help-chat"))(chat)
app.command(help=say("help-search"))(search)
corpus.command(help=say("help-corpus-diff"))(diff)
app.add_typer(corpus, name="corpus")
app.add_typer(index, name="index")
app.add_typer(models, name="models")
app.command(help=say("help-doctor"))(doctor)
app.command(help=say("help-top"))(top)
app.command(help=say("help-backup"))(backup)
app.command(help=say("help-restore"))(restore)


@app.callback()
def remember_home(context: typer.Context, home: HomeOption = None) -> None:
    """Take `--home` before the command as well as after it."""
    context.obj = home


def run() -> int:
    """Run the command line; return the exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped.

    Typer itself ends with 130 after Ctrl-C, and quietly when the reader of a pipe has gone.
    """
    _speak_utf8()
    try:
        app()
    except KeyedError as error:
        tell(f"{say('error-prefix')} {explain(error)}")
        return 1
    except SystemExit as ended:
        if ended.code == _STOPPED:
            tell(say("interrupted"))
        return int(ended.code or 0)
    except Exception as error:
        # A fault that nobody foresaw, of the disk or of ours: a person reads one line all the same.
        if os.environ.get("ATAZAN_TRACEBACK"):
            raise
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        tell(f"{say('error-prefix')} {say('error-unexpected', reason=reason)}")
        return 1
    return 0


def _speak_utf8() -> None:
    """Read and write UTF-8 in any locale; no byte that comes and no character that goes is a fault.

    A lone surrogate is written as its escape, which is what JSON wants.
    """
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
