"""`atazan backup` and `atazan restore`: what cannot be made anew, in one file and back."""

from pathlib import Path
from typing import Annotated

import typer

from bot.terminal.opening import HomeOption, index_progress, open_application
from bot.terminal.speech import say

FileArgument = Annotated[Path, typer.Argument(help=say("help-backup-file"))]


def backup(context: typer.Context, file: FileArgument, home: HomeOption = None) -> None:
    """Write the backup of a data folder, also while the bot runs."""
    from bot.backup import back_up
    from bot.settings import load_settings

    settings = load_settings(home or context.obj)
    names = back_up(settings, file)
    print(say("backup-written", path=str(file), names=", ".join(names)))
    if settings.redis_url.get_secret_value():
        print(say("backup-without-redis"))


def restore(context: typer.Context, file: FileArgument, home: HomeOption = None) -> None:
    """Put a backup into an empty data folder, and build the indexes."""
    from bot.backup import restore as put_back
    from bot.settings import load_settings

    names = put_back(file, load_settings(home or context.obj).home)
    print(say("backup-restored", names=", ".join(names)))
    application = open_application(context, home, whole=True)
    with index_progress() as progress:
        application.index(progress)
