"""The plain file put in place of the encrypted one, and back."""

import subprocess
import sys
from pathlib import Path

from caveat.domain.progress import ignore_progress
from caveat.storage.connection import Store
from caveat.storage.conversion import convert, convert_copy
from caveat.storage.encryption import (
    StoreKey,
    derive_key,
    is_encrypted,
)
from sealed_file import PHRASE, content, environment, payloads


def test_there_and_back_again_changes_nothing(folder: Path, key: StoreKey) -> None:
    before = content(folder)
    path = folder / "caveat.sqlite"
    other = derive_key("another passphrase")
    for old, new in ((None, key), (key, other), (other, None)):
        convert(path, old, new, progress=ignore_progress)
        assert is_encrypted(path) == (new is not None)
    assert content(folder) == before
    assert {file.name for file in folder.iterdir()} == {"caveat.sqlite", "backups"}


def test_a_backup_is_converted_too(folder: Path, key: StoreKey) -> None:
    (backup,) = (folder / "backups").glob("*.sqlite")
    convert_copy(backup, None, key)
    store = Store.open(backup, backups=folder / "more", passphrase=PHRASE)
    assert len(payloads(store)) == 200
    store.close()


def test_what_was_only_in_the_log_is_converted_with_the_rest(folder: Path, key: StoreKey) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from caveat.storage.connection import Store\n"
        "folder = Path(sys.argv[1])\n"
        "store = Store.open(folder / 'caveat.sqlite', backups=folder / 'backups')\n"
        "with store.writing() as c:\n"
        "    c.execute(\"INSERT INTO payload (salt, body) VALUES (zeroblob(16), x'07')\")\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], env=environment(), check=True)
    assert (folder / "caveat.sqlite-wal").stat().st_size > 0
    convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
    assert not (folder / "caveat.sqlite-wal").exists()
    assert len(content(folder, PHRASE)) == 201
