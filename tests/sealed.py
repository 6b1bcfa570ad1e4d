"""What the tests of encrypted workspaces share: passphrases, opening, and every file's bytes."""

from pathlib import Path

from caveat.paths import Paths
from caveat.services.workspace import Workspace, open_workspace
from templates import OPERATOR, Clock

PHRASE = "correct horse battery"

OTHER = "staple and so forth"

PRIVATE = "Zuvanari Quellwerk"


def opened(
    paths: Paths, passphrase: str = "", key_passphrase: str = "", operator: str = OPERATOR
) -> Workspace:
    return open_workspace(
        paths,
        operator=operator,
        passphrase=passphrase,
        key_passphrase=key_passphrase,
        now=Clock(),
    )


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
