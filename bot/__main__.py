"""`atazan`: launches the face that was asked for."""

import sys


def main() -> None:
    """Run the command line."""
    from bot.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
