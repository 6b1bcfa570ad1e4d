"""The one place that chooses the SQLite driver.

SQLCipher's build is used for plain workspaces as well as for encrypted ones, so that there is one
driver to test and one family of errors. It reads and writes ordinary SQLite files; the standard
library's module, which cannot encrypt, stays the type that everything is written against. Without
the wheel (an odd platform) the standard module serves, and `CAN_ENCRYPT` is False.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    CAN_ENCRYPT = True
else:
    try:
        from sqlcipher3 import dbapi2 as sqlite3

        CAN_ENCRYPT = True
    except ImportError:
        import sqlite3

        CAN_ENCRYPT = False

__all__ = ["CAN_ENCRYPT", "sqlite3"]
