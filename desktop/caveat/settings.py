"""What the program remembers between starts, in one TOML file.

Nothing here changes a result: what does (the alert line) is recorded in the workspace with a
reason. Unknown keys and comments in the file are kept.
"""

import contextlib
import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import tomlkit

from caveat.errors import EnvironmentProblemError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    Attributes:
        operator: Who works here, as printed on memos; empty means the computer's login name.
        theme: ``system``, ``light`` or ``dark``.
        zoom: Text size relative to the system's, 0.75-2.0.
        memo_folder: Where memos are proposed to go; empty means the data folder.
    """

    operator: str = ""
    theme: str = "system"
    zoom: float = 1.0
    memo_folder: str = ""


_LIMITS = {"theme": ("system", "light", "dark")}
_ZOOM = (0.75, 2.0)


def _accepted(name: str, value: Any) -> bool:
    default = getattr(Settings(), name)
    if name == "zoom":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and _ZOOM[0] <= value <= _ZOOM[1]
    return isinstance(value, type(default)) and value in _LIMITS.get(name, (value,))


def load_settings(path: Path) -> Settings:
    """Read the file; a missing or damaged one gives the defaults, a bad value its default."""
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings()
    names = {field.name for field in fields(Settings)}
    return Settings(**{k: v for k, v in stored.items() if k in names and _accepted(k, v)})


def save_settings(path: Path, settings: Settings, **changes: Any) -> Settings:
    """Write changed settings, whole or not at all; the new settings.

    Raises:
        ValueError: For a value outside its limits.
        EnvironmentProblemError: If the file cannot be written.
    """
    for name, value in changes.items():
        if not _accepted(name, value):
            raise ValueError(f"{name} cannot be {value!r}")
    changed = replace(settings, **changes)
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.TOMLKitError):
        document = tomlkit.document()
    document.update(asdict(changed))
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.write_text(tomlkit.dumps(document), encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise EnvironmentProblemError(
            f"The settings cannot be stored in {path.parent} ({error.strerror}). "
            "They hold until the program is closed."
        ) from error
    return changed
