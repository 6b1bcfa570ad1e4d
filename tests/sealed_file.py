"""A workspace's file with something private in it: opened, read, handed to a process."""

import os
import sys
from pathlib import Path

from caveat.storage.connection import Store

PHRASE = "correct horse battery"

NAME = "Zuvanari Quellwerk"


def open_in(folder: Path, passphrase: str = "") -> Store:
    return Store.open(folder / "caveat.sqlite", backups=folder / "backups", passphrase=passphrase)


def payloads(store: Store) -> list[tuple[object, ...]]:
    return store.reader().execute("SELECT id, salt, body FROM payload ORDER BY id").fetchall()


def content(folder: Path, passphrase: str = "") -> list[tuple[object, ...]]:
    store = open_in(folder, passphrase)
    try:
        assert store.reader().execute("PRAGMA quick_check").fetchone() == ("ok",)
        return payloads(store)
    finally:
        store.close()


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
