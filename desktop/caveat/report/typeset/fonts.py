"""Font faces that may be embedded, what each covers, and the set of them a memo uses."""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from caveat.errors import EnvironmentProblemError
from caveat.report.typeset import font_files
from caveat.report.typeset.scripts import MissingScript, missing_script, script_of

_LARGEST_FONT = 64 * 1024 * 1024
_RESTRICTED = 0x0002
_NO_SUBSETTING_OR_BITMAPS = 0x0300
_ASKS_OF_FONTCONFIG = 24
_UNITS = 1000
_ASCII = "".join(chr(code) for code in range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph as shaped. Lengths are thousandths of the font size.

    ``text`` is what the glyph stands for; empty for the further glyphs of one character.
    """

    id: int
    text: str
    start: int
    advance: int
    x_offset: int
    y_offset: int


class Face:
    """One font face with TrueType outlines that its maker allows to embed."""

    def __init__(self, path: Path, data: bytes, index: int, face: hb.Face) -> None:
        self.path = path
        self.index = index
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.hb_face = face
        self.font = hb.Font(face)
        self.per_em = int(face.upem)
        self.name = str(face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem)
        self._covered = face.unicodes
        extents = self.font.get_font_extents("ltr")
        self.ascent = self.scaled(extents.ascender)
        self.descent = self.scaled(extents.descender)

    def scaled(self, value: float) -> int:
        """A length in font units as thousandths of the font size."""
        return round(value * _UNITS / self.per_em)

    def covers(self, character: str) -> bool:
        """Whether the face has a glyph for a character."""
        return ord(character) in self._covered

    def natural_advance(self, glyph: int) -> int:
        """Width of a glyph without kerning, in thousandths of the font size."""
        return self.scaled(self.font.get_glyph_h_advance(glyph))

    def shape(self, text: str, *, right_to_left: bool) -> tuple[Glyph, ...]:
        """Glyphs of a piece of text in one script, in the order seen from left to right."""
        buffer = hb.Buffer()
        # A right-to-left letter keeps its marks, so that programs which turn the text they
        # extract around do not part them.
        buffer.cluster_level = (
            hb.BufferClusterLevel.MONOTONE_GRAPHEMES
            if right_to_left
            else hb.BufferClusterLevel.MONOTONE_CHARACTERS
        )
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        # Left to itself HarfBuzz takes the language of the computer: the bytes would differ.
        buffer.language = "en"
        hb.shape(self.font, buffer, {"kern": True, "liga": False, "clig": False})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        bearer: dict[int, int] = {}
        for position, info in enumerate(infos):
            first = bearer.setdefault(info.cluster, position)
            if positions[first].x_advance == 0 and positions[position].x_advance != 0:
                bearer[info.cluster] = position
        return tuple(
            Glyph(
                info.codepoint,
                text[info.cluster : ends[info.cluster]] if bearer[info.cluster] == place else "",
                info.cluster,
                self.scaled(position.x_advance),
                self.scaled(position.x_offset),
                self.scaled(position.y_offset),
            )
            for place, (info, position) in enumerate(zip(infos, positions, strict=True))
        )


@lru_cache(maxsize=32)
def load_face(path: Path, index: int = 0) -> Face | None:
    """The face in a file, or None when it cannot be embedded.

    Refused are files without TrueType outlines and those whose ``OS/2`` table forbids embedding
    or subsetting (OpenType specification, ``fsType``).
    """
    try:
        if path.stat().st_size > _LARGEST_FONT:
            return None
        data = path.read_bytes()
        face = hb.Face(hb.Blob(data), index)
        if not face.glyph_count or not len(face.reference_table("glyf")):
            return None
        metrics = bytes(face.reference_table("OS/2").data)
        rights = struct.unpack_from(">H", metrics, 8)[0] if len(metrics) > 10 else 0  # noqa: PLR2004 - offset and length of fsType
        if rights & 0xF == _RESTRICTED or rights & _NO_SUBSETTING_OR_BITMAPS:
            return None
        return Face(path, data, index, face)
    except (OSError, ValueError, RuntimeError, TypeError):
        return None  # not a font after all: the next one is asked


class FontSet:
    """The faces that a memo may use: running text, bold, monospaced, and others by script.

    Faces beyond the first three are loaded when a character first needs them. A set serves one
    memo at a time; take a `fresh` one for each.
    """

    def __init__(
        self,
        sans: Face,
        bold: Face | None,
        mono: Face | None,
        others: Sequence[Path] = (),
        *,
        ask_fontconfig: bool = True,
    ) -> None:
        self.sans = sans
        self.bold = bold
        self.mono = mono
        self._others = tuple(others)
        self._ask = ask_fontconfig
        self._waiting = list(others)
        self._loaded: list[Face] = []
        self._asks_left = _ASKS_OF_FONTCONFIG if ask_fontconfig else 0
        self._in_vain: set[str] = set()
        self._chosen: dict[tuple[str, bool, bool], Face | None] = {}

    def fresh(self) -> "FontSet":
        """The same fonts without a memory of earlier memos, on which a choice must not rest."""
        return FontSet(self.sans, self.bold, self.mono, self._others, ask_fontconfig=self._ask)

    def face_for(self, text: str, *, bold: bool = False, mono: bool = False) -> Face | None:
        """The best face that covers every character of a short text, or None."""
        key = (text, bold, mono)
        if key not in self._chosen:
            self._chosen[key] = self._search(text, bold=bold, mono=mono)
        return self._chosen[key]

    def missing(self, character: str) -> MissingScript | None:
        """What to install for a character without a face; None if that would not help."""
        return missing_script(character)

    def _search(self, text: str, *, bold: bool, mono: bool) -> Face | None:
        first = [self.mono] if mono else [self.bold] if bold else []
        for face in (*first, self.sans, *self._loaded):
            if face is not None and _covers_all(face, text):
                return face
        while self._waiting:
            face = load_face(self._waiting.pop(0))
            if face is not None:
                self._loaded.append(face)
                if _covers_all(face, text):
                    return face
        return self._ask_fontconfig(text)

    def _ask_fontconfig(self, text: str) -> Face | None:
        script = script_of(text[0])
        if self._asks_left <= 0 or script in self._in_vain or missing_script(text[0]) is None:
            return None
        self._asks_left -= 1
        for path, index in font_files.fontconfig_files(text[0]):
            face = load_face(path, index)
            if face is not None and _covers_all(face, text):
                self._loaded.append(face)
                return face
        self._in_vain.add(script)
        return None


def _covers_all(face: Face, text: str) -> bool:
    return all(face.covers(character) for character in text)


def find_fonts(folders: Iterable[Path] | None = None) -> FontSet:
    """The fonts of this computer that a memo can embed.

    Args:
        folders: Look only here, and do not ask fontconfig; None means the whole system.

    Raises:
        EnvironmentProblemError: If there is no usable font for Latin text at all.
    """
    places = font_files.font_folders() if folders is None else tuple(folders)
    files = font_files.files_by_name(places)
    pairs = ((_latin(files.get(name.lower())), heavy) for name, heavy in font_files.SANS)
    sans, heavy = next((pair for pair in pairs if pair[0] is not None), (None, ""))
    if sans is None:
        raise EnvironmentProblemError(
            "The memo cannot be drawn: no TrueType font that may be embedded was found on this"
            " computer. Nothing was written. Install one (on Debian or Ubuntu:"
            " apt-get install fonts-dejavu-core fonts-wqy-microhei) and make the memo again."
        )
    bold = _latin(files.get(heavy.lower()))
    monos = (_latin(files.get(name.lower())) for name in font_files.MONO)
    mono = next((face for face in monos if face is not None), None)
    others = dict.fromkeys(
        files[name.lower()] for name in font_files.OTHER_SCRIPTS if name.lower() in files
    )
    return FontSet(sans, bold, mono, tuple(others), ask_fontconfig=folders is None)


def _latin(path: Path | None) -> Face | None:
    """The face in a file if it holds all of ASCII, on which the typesetter's shortcut rests."""
    face = None if path is None else load_face(path)
    return face if face is not None and _covers_all(face, _ASCII) else None
