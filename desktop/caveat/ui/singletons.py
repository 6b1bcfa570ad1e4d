"""Keeps None, True and False alive under a fault of PySide6 6.12.0.

WORKAROUND Measured: PySide6 6.12.0 gives back one reference too many to None, True and False each
time a QVariant becomes a Python value (``index.data()``, ``box.currentData()``), and CPython 3.11
ends the program with "deallocating None" after some thousand of them. PySide6 6.11.3 does not, and
from CPython 3.12 on these three objects cannot die.
"""

import ctypes
import sys

_IMMORTAL_SINCE = (3, 12)
_MANY = 1 << (40 if sys.maxsize > 2**32 else 28)


def keep_singletons() -> None:
    """Give the three objects more references than a program could ever lose."""
    if sys.implementation.name != "cpython" or sys.version_info >= _IMMORTAL_SINCE:
        return
    for value in (None, True, False):
        if sys.getrefcount(value) < _MANY:
            # The reference count is the first field of every object in this version of CPython.
            ctypes.c_ssize_t.from_address(id(value)).value += _MANY
