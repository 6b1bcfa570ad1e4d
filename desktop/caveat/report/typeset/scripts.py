"""Which script a character belongs to, and which Debian package brings a font for it."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb

_KNOWN = {
    "Latn": ("Latin", "fonts-dejavu-core"),
    "Cyrl": ("Cyrillic", "fonts-dejavu-core"),
    "Grek": ("Greek", "fonts-dejavu-core"),
    "Armn": ("Armenian", "fonts-dejavu-core"),
    "Geor": ("Georgian", "fonts-dejavu-core"),
    "Hebr": ("Hebrew", "fonts-dejavu-core"),
    "Arab": ("Arabic", "fonts-hosny-amiri"),
    "Hani": ("Han", "fonts-wqy-microhei"),
    "Hira": ("Hiragana", "fonts-wqy-microhei"),
    "Kana": ("Katakana", "fonts-wqy-microhei"),
    "Hang": ("Hangul", "fonts-wqy-microhei"),
    "Bopo": ("Bopomofo", "fonts-wqy-microhei"),
    "Thai": ("Thai", "fonts-thai-tlwg-ttf"),
    "Deva": ("Devanagari", "fonts-noto-core"),
    "Beng": ("Bengali", "fonts-noto-core"),
    "Taml": ("Tamil", "fonts-noto-core"),
    "Telu": ("Telugu", "fonts-noto-core"),
    "Knda": ("Kannada", "fonts-noto-core"),
    "Mlym": ("Malayalam", "fonts-noto-core"),
    "Gujr": ("Gujarati", "fonts-noto-core"),
    "Guru": ("Gurmukhi", "fonts-noto-core"),
    "Sinh": ("Sinhala", "fonts-noto-core"),
    "Mymr": ("Myanmar", "fonts-noto-core"),
    "Khmr": ("Khmer", "fonts-noto-core"),
    "Laoo": ("Lao", "fonts-noto-core"),
    "Tibt": ("Tibetan", "fonts-noto-core"),
    "Mong": ("Mongolian", "fonts-noto-core"),
    "Ethi": ("Ethiopic", "fonts-noto-core"),
}
"""ISO 15924 code: English name, package in Debian 12."""

_SYMBOLS = ("Symbols and emoji", "fonts-symbola")
_NOT_PRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class MissingScript:
    """A script for which this computer has no font that can be embedded."""

    script: str
    debian_package: str

    @property
    def advice(self) -> str:
        """A sentence for the officer."""
        return (
            f"{self.script}: no font that can be embedded was found, so the text is printed in"
            f" Latin letters with its code points. On Debian or Ubuntu install"
            f" {self.debian_package}."
        )


@cache
def script_of(character: str) -> str:
    """ISO 15924 code of a character's script; ``Zyyy`` for what many scripts share."""
    if "\ud800" <= character <= "\udfff":
        return "Zyyy"
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return str(buffer.script or "Zyyy")


def missing_script(character: str) -> MissingScript | None:
    """What to install for a character, or None where no font would help.

    Control characters, surrogates, private and unassigned code points have no shape to print.
    """
    if unicodedata.category(character) in _NOT_PRINTABLE:
        return None
    script = script_of(character)
    if script in _KNOWN:
        return MissingScript(*_KNOWN[script])
    if script in {"Zyyy", "Zinh"}:
        return MissingScript(*_SYMBOLS)
    return MissingScript(f"Script {script}", "fonts-noto-core")
