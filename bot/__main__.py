"""`atazan`: puts the faces together and runs the one that was asked for."""

import sys

# The exit status of a program that was stopped by Ctrl-C, as shells count it: 128 + SIGINT.
_STOPPED = 130


def main() -> None:
    """Run the command line. The faces are loaded here, so that Ctrl-C may come at any moment."""
    try:
        from bot.cli.app import app, run
        from bot.quality.commands import evaluation
        from bot.telegram.command import bot, feedback
        from bot.terminal.speech import say

        app.add_typer(evaluation, name="eval")
        app.command(help=say("help-bot"))(bot)
        app.command(help=say("help-feedback-export"))(feedback)
        code = run()
    except KeyboardInterrupt:
        code = _STOPPED
    sys.exit(code)


if __name__ == "__main__":
    main()
