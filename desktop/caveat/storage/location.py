"""Whether a folder can hold a workspace, and which file lies under its name."""

import contextlib
import os
import sys
from pathlib import Path

from caveat.errors import EnvironmentProblemError

_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "9p.network", "davfs"}
)
_DRIVE_REMOTE = 4
"""``DRIVE_REMOTE`` of the Windows call GetDriveType."""


def refuse_network_folder(folder: Path) -> None:
    """Raise where the write-ahead log cannot work.

    SQLite's WAL needs shared memory between the processes that use a file, which no network
    file system gives (https://sqlite.org/wal.html, "all processes must be on the same host").
    """
    if _is_network_folder(folder):
        raise EnvironmentProblemError(
            f"The data folder {folder} is on a network drive, where the record cannot be kept "
            "safely. Nothing was written. Choose a folder on this computer with --data-dir."
        )


def is_writable(folder: Path) -> bool:
    """Whether a file can be created in the folder (really tried: permissions can lie)."""
    probe = folder / f".caveat-probe-{os.getpid()}"
    try:
        probe.touch(exist_ok=True)
        probe.unlink()
    except OSError:
        return False
    return True


def identity(path: Path) -> tuple[int, int]:
    """Which file lies under a name: the name can be given to another one."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def half_made(path: Path) -> Path:
    """Where a file lies while it is being made that is to take another's place."""
    return path.with_name(f"{path.name}.new")


def remove_half_made(path: Path) -> None:
    """Remove what a killed program left half-made beside a file, and its journals."""
    for file in path.parent.glob(f"{half_made(path).name}*"):
        with contextlib.suppress(OSError):
            file.unlink()


def _is_network_folder(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # only this platform has the call

        drive = folder.absolute().anchor
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE)
    return _file_system(folder) in _NETWORK_FILE_SYSTEMS


def _file_system(folder: Path) -> str:
    """Type of the file system a folder is on, from the kernel's table; empty if unknown."""
    try:
        table = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    real = os.path.realpath(folder)
    best, kind = "", ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004  # device, mount point, type: fewer is no mount
            continue
        point = fields[1].encode().decode("unicode_escape")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind
