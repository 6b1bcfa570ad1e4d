import os
import subprocess
import sys
import time

import pytest

from caveat.paths import Paths
from caveat.services.audit import verify_audit
from caveat.services.encryption import (
    encrypt_workspace,
    folder_protection,
)
from caveat.storage.encryption import is_encrypted
from sealed import PHRASE, PRIVATE, everything, opened
from templates import OPERATOR, Clock

_ENCRYPTING = """
import sys
from pathlib import Path
from caveat.paths import default_paths
from caveat.services.encryption import decrypt_workspace, encrypt_workspace
paths = default_paths(Path(sys.argv[1]))
print("go", flush=True)
while True:
    encrypt_workspace(paths, sys.argv[2], operator=sys.argv[3])
    decrypt_workspace(paths, sys.argv[2], operator=sys.argv[3])
"""


@pytest.mark.parametrize("after", [0.15, 0.31, 0.52, 0.74, 1.1])
def test_killed_at_any_moment_the_workspace_opens_and_the_record_holds(
    paths: Paths, after: float
) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", _ENCRYPTING, str(paths.data), PHRASE, OPERATOR],
        env=environment,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"go\n"
        time.sleep(after)
        process.kill()
    encrypted = is_encrypted(paths.workspace)
    ws = opened(paths, PHRASE)
    assert ws.encrypted == encrypted
    verdict = verify_audit(ws)
    assert verdict.intact, verdict.findings
    ws.close()
    assert not list(paths.data.glob("*.new*"))
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert folder_protection(paths).warnings == ()
    found = [name for name, data in everything(paths.data).items() if PRIVATE.encode() in data]
    assert found == []
