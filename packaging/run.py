"""Starts Caveat from a checkout: ``python3 packaging/run.py [WORDS]``; the first start sets it up.

Without words the window opens; without a display the whole job is done on the starter data
instead. Words go through to the command line. What it does is in start.py: this file must
be readable by every Python, so that an old one gets a sentence and not a traceback.
"""

import sys

from python_gate import refuse_old_python

if __name__ == "__main__":
    refuse_old_python()
    from start import main

    sys.exit(main(sys.argv[1:]))
