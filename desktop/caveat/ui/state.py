"""What the window remembers of itself: geometry, widths, the last page."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class WindowState:
    """A small file beside the workspace. Losing it loses nothing but comfort."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def page(self) -> str:
        """The page that was open last."""
        return str(self._settings.value("window/page", ""))

    @page.setter
    def page(self, value: str) -> None:
        self._settings.setValue("window/page", value)

    def bytes_of(self, key: str) -> QByteArray | None:
        """A remembered geometry or header state."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else None

    def remember(self, key: str, value: QByteArray) -> None:
        """Remember a geometry or header state."""
        self._settings.setValue(key, value)

    def flag(self, key: str) -> bool:
        """Whether something was agreed to once."""
        return str(self._settings.value(key, "")) == "yes"

    def raise_flag(self, key: str) -> None:
        """Remember that it was agreed to."""
        self._settings.setValue(key, "yes")

    def save(self) -> None:
        """Write the file now."""
        self._settings.sync()
