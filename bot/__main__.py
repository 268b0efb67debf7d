"""`atazan`: puts the faces together and runs the one that was asked for."""

import sys

from bot.cli.app import app, run
from bot.quality.commands import evaluation

app.add_typer(evaluation, name="eval")


def main() -> None:
    """Run the command line."""
    sys.exit(run())


if __name__ == "__main__":
    main()
