"""The most memory that this process has held, since it began or since it was told to forget."""

import platform
import resource
from pathlib import Path


def peak_mib() -> float:
    """In MiB. On Linux of this process alone: ``ru_maxrss`` begins with the peak of its parent."""
    if platform.system() == "Linux":
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def forget_peak() -> None:
    """Begins anew, where the system can."""
    if platform.system() == "Linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
