"""The version of the workspace's schema.

Apart from the steps to it (`migrations`): those take a library that is slow to load, and a
workspace is mostly opened where no step is needed.
"""

SCHEMA_MAJOR = 1
"""Raised when an older program can no longer read the workspace; it then refuses to open it."""
SCHEMA_MINOR = 2
