"""``caveat``: the command line, or the window where no command is given."""

import sys

from caveat.cli.main import run


def open_window(arguments: list[str]) -> int:
    """Open the window. Qt is imported only now: a command never needs it."""
    from caveat.ui.app import main as window  # noqa: PLC0415

    return window(arguments)


def main() -> int:
    """Entry point of the ``caveat`` command."""
    return run(sys.argv[1:], open_window=open_window)


if __name__ == "__main__":
    sys.exit(main())
