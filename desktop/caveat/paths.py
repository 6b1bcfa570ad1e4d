"""The one module that decides where the program writes."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs


@dataclass(frozen=True, slots=True)
class Paths:
    """Every folder and file that the program writes. Nothing is created by asking."""

    data: Path
    cache: Path
    logs: Path

    @property
    def workspace(self) -> Path:
        """The SQLite file that holds lists, suppliers and the record."""
        return self.data / "caveat.sqlite"

    @property
    def backups(self) -> Path:
        """Copies made before a migration and daily."""
        return self.data / "backups"

    @property
    def keys(self) -> Path:
        """Private keys of the operators."""
        return self.data / "keys"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.data / "settings.toml"

    @property
    def memos(self) -> Path:
        """Where memos go unless the officer says otherwise."""
        return self.data / "memos"


def default_paths(data_dir: Path | None = None) -> Paths:
    """The folders for a data directory; without one, ``CAVEAT_HOME``, else the user's own."""
    home = data_dir or (Path(os.environ["CAVEAT_HOME"]) if os.environ.get("CAVEAT_HOME") else None)
    if home is not None:
        home = home.expanduser().absolute()
        return Paths(data=home, cache=home / "cache", logs=home / "logs")
    dirs = PlatformDirs("caveat", appauthor=False)
    return Paths(
        data=Path(dirs.user_data_dir),
        cache=Path(dirs.user_cache_dir),
        logs=Path(dirs.user_log_dir),
    )
