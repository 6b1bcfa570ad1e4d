"""Colours, sizes and fonts: two palettes with one meaning for each colour, all in font units."""

from dataclasses import dataclass, fields
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from caveat.domain.screening import Band
from caveat.resources import resource

ZOOM_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""Within the limits of `caveat.settings`."""


class Wish(StrEnum):
    """What the officer set."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the window, by meaning. A meaning colour never stands without its word."""

    window: str
    base: str
    raised: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    strong: str
    strong_soft: str
    possible: str
    possible_soft: str
    note: str
    note_soft: str


LIGHT = Tokens(
    window="#f5f5f2",
    base="#ffffff",
    raised="#fbfbf9",
    text="#1d2227",
    muted="#59636d",
    line="#dcdcd6",
    accent="#1f5c99",
    on_accent="#ffffff",
    accent_soft="#e2ecf6",
    strong="#a1261c",
    strong_soft="#fae8e5",
    possible="#7a5000",
    possible_soft="#faefd6",
    note="#3a5a6a",
    note_soft="#e6eef1",
)
DARK = Tokens(
    window="#1b1e21",
    base="#23272b",
    raised="#282d31",
    text="#e4e7e9",
    muted="#a3acb4",
    line="#3b4147",
    accent="#86b8ef",
    on_accent="#10202f",
    accent_soft="#27394b",
    strong="#ff9c8f",
    strong_soft="#482722",
    possible="#eec16c",
    possible_soft="#41351b",
    note="#9cc3d3",
    note_soft="#24373f",
)

# Where the desktop names no font, these are looked for in turn, and behind the chosen face
# stand faces for the scripts of the lists, so that a Chinese name looks the same everywhere.
_PLAIN_DESKTOP = {"Sans Serif", "Sans", "sans-serif", "DejaVu Sans", "MS Shell Dlg 2"}
_FACES = ("Inter", "Segoe UI", "Noto Sans", "Open Sans", "Cantarell", "Liberation Sans")
_FALLBACKS = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "Noto Naskh Arabic",
    "Segoe UI Historic",
    "Amiri",
)


class Theme(QObject):
    """The look in force. Widgets that paint themselves ask it and listen to ``changed``."""

    changed = Signal()

    def __init__(self, wish: Wish = Wish.SYSTEM, zoom: float = 1.0) -> None:
        super().__init__()
        self._wish = wish
        self._zoom = zoom
        self._system_dark = _system_wants_dark()
        self._base = _base_font()

    @property
    def wish(self) -> Wish:
        """What the officer set."""
        return self._wish

    @property
    def zoom(self) -> float:
        """Factor on the system's font size, 0.8-2."""
        return self._zoom

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self._system_dark if self._wish is Wish.SYSTEM else self._wish is Wish.DARK

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self.dark else LIGHT

    def color(self, name: str) -> QColor:
        """A colour by the name of its meaning."""
        return QColor(getattr(self.tokens, name))

    def px(self, ems: float) -> int:
        """A length in font heights as pixels, at least 1."""
        return max(1, round(ems * QFontMetricsF(QApplication.font()).height()))

    def set_wish(self, wish: Wish) -> None:
        """Follow the system, or not."""
        self._wish = wish
        self.apply()

    def set_zoom(self, zoom: float) -> None:
        """Set the size of everything, 0.8-2."""
        self._zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self.apply()

    def zoom_by(self, steps: int) -> None:
        """One or more steps larger or smaller."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda i: abs(ZOOM_STEPS[i] - self._zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + steps, 0), len(ZOOM_STEPS) - 1)])

    def apply(self) -> None:
        """Give fonts, palette and style sheet to the application."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        font = QFont(self._base)
        font.setPointSizeF(self._base.pointSizeF() * self._zoom)
        app.setFont(font)
        app.setPalette(_palette(self.tokens))
        style = self._style_sheet()
        if app.styleSheet() != style:  # setting one makes every widget dress anew
            app.setStyleSheet(style)
        self.changed.emit()

    def _style_sheet(self) -> str:
        words = {item.name: getattr(self.tokens, item.name) for item in fields(Tokens)}
        for name, ems in _LENGTHS.items():
            words[name] = f"{self.px(ems)}px"
        side = "dark" if self.dark else "light"  # a style sheet cannot tint its images
        for word, icon in _IMAGES.items():
            words[word] = resource(f"icons/{icon}-{side}.svg").as_posix()
        other = "light" if self.dark else "dark"  # the accent is dark where the window is light
        words["chevron_main"] = resource(f"icons/chevron-down-{other}.svg").as_posix()
        text = resource("styles/window.qss").read_text(encoding="utf-8")
        return Template(text).substitute(words)


_IMAGES = {
    "chevron": "chevron-down",
    "chevron_up": "chevron-up",
    "clear": "clear",
    "tick": "tick",
}
_LENGTHS = {
    "hair": 0.06,
    "tiny": 0.12,
    "small": 0.25,
    "half": 0.45,
    "one": 0.9,
    "radius": 0.3,
    "control": 1.15,
    "arrow": 0.65,
    "thumb": 0.55,
    "grip": 2.0,
    "box": 0.85,
    "choice": 2.5,
    "round": 0.42,
    "title": 1.0,
    "search": 0.9,
}

BAND_TOKENS = {
    Band.STRONG: ("strong", "strong_soft"),
    Band.POSSIBLE: ("possible", "possible_soft"),
    Band.RELATED: ("note", "note_soft"),
    Band.EXPIRED: ("note", "note_soft"),
    Band.NEAR_MISS: ("muted", "raised"),
    Band.DELISTED: ("note", "note_soft"),
}
"""Text and ground colour of each band."""

BAND_ICON = {
    Band.STRONG: "strong",
    Band.POSSIBLE: "possible",
    Band.RELATED: "related",
    Band.EXPIRED: "expired",
    Band.NEAR_MISS: "near-miss",
    Band.DELISTED: "expired",
}


def _system_wants_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _base_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    families = set(QFontDatabase.families())
    face = font.family()
    if face in _PLAIN_DESKTOP:
        face = next((name for name in _FACES if name in families), "DejaVu Sans")
    font.setFamilies([face, *(name for name in _FALLBACKS if name in families and name != face)])
    font.setPointSizeF(max(font.pointSizeF(), 9.5))
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.raised,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.strong,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Light: tokens.raised,
        role.Midlight: tokens.line,
        role.Mid: tokens.line,
        role.Dark: tokens.muted,
        role.Shadow: tokens.line,
        role.Accent: tokens.accent,
    }
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(tokens.muted)
        faded.setAlphaF(0.65)
        palette.setColor(QPalette.ColorGroup.Disabled, key, faded)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.line))
    return palette
