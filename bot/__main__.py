"""`atazan`: puts the faces together and runs the one that was asked for."""

import sys


def main() -> None:
    """Run the command line. The faces are loaded here, so that Ctrl-C may come meanwhile."""
    try:
        from bot.cli.app import app, run
        from bot.quality.commands import evaluation
    except KeyboardInterrupt:
        sys.exit(130)
    app.add_typer(evaluation, name="eval")
    sys.exit(run())


if __name__ == "__main__":
    main()
