"""`atazan index`: the state of the indexes, or new ones."""

from typing import Annotated

import typer

from bot.terminal.opening import HomeOption, index_progress, open_application
from bot.terminal.speech import say


def index(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=say("help-rebuild"))] = False,
    home: HomeOption = None,
) -> None:
    """Bring the indexes up to the catalogue, or build them anew; say what they hold."""
    application = open_application(context, home, renew_damaged=rebuild, whole=True)
    with index_progress() as progress:
        (application.rebuild if rebuild else application.index)(progress)
    if rebuild:
        print(say("index-rebuilt"))
    for channel, passages in application.retriever.counts().items():
        print(say("index-state", channel=channel, passages=passages))
