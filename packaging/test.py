"""Runs every check of the project: ``python3 packaging/test.py [--help]``.

What it does is in checks.py: this file must be readable by every Python, so that an old one
gets a sentence and not a traceback.
"""

import sys

from python_gate import refuse_old_python

if __name__ == "__main__":
    refuse_old_python()
    from checks import main

    sys.exit(main(sys.argv[1:]))
