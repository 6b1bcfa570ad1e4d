"""Turns away a Python that is too old, in one sentence; written so that any Python can read it."""

import sys


def refuse_old_python():  # type: () -> None  # noqa: ANN201 - annotations stop Python 2
    """Ends the process with exit code 3 where this Python is older than 3.11."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place that older ones reach
        sys.stderr.write(
            "Caveat needs Python 3.11 or newer and this is Python "
            + sys.version.split()[0]
            + "; start it again with a newer one, for example: python3.12 packaging/"
            + sys.argv[0].replace("\\", "/").split("/")[-1]
            + "\n",
        )
        sys.exit(3)
