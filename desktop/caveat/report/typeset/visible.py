"""Makes every character of a foreign text printable: controls shown, missing glyphs spelled out."""

import re
import unicodedata
from collections.abc import Callable

from anyascii import anyascii

LINE_BREAK = "↵"
"""Stands at the end of a line that the published text itself breaks."""

_JOINERS = {"\u200c", "\u200d"}
_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_PLAIN = re.compile(r"[\x20-\x7e]*")


def code_point(character: str) -> str:
    """A character by its number, such as ``U+202E``."""
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """The text with line breaks marked and every control character written out.

    Control, formatting (so every bidirectional override), private, unassigned and surrogate code
    points become ``‹U+202E›``. A line break stays one, marked with `LINE_BREAK`. Joiners stay
    between letters of a script that joins its letters, where they only choose a shape.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n")
    return "".join(_shown(text, place) for place in range(len(text)))


def _shown(text: str, place: int) -> str:
    character = text[place]
    if character == "\n":
        return f"{LINE_BREAK}\n"
    if character <= "~" and character >= " ":
        return character
    if unicodedata.category(character) not in _SHOWN:
        return character
    if character in _JOINERS and 0 < place < len(text) - 1:
        around = text[place - 1], text[place + 1]
        if all(_joins(neighbour) for neighbour in around):
            return character
    return f"‹{code_point(character)}›"


def _joins(character: str) -> bool:
    """Whether the character is an Arabic or Indic letter or mark."""
    return (
        "\u0600" <= character <= "\u08ff" or "\u0900" <= character <= "\u0dff"
    ) and unicodedata.category(character)[0] in "LM"


def spelled_out(run: str) -> str:
    """A run without a font: its Latin form and its code points, such as ``‹thiy = U+0E44 …›``."""
    codes = " ".join(code_point(character) for character in run)
    latin = "".join(character for character in anyascii(run) if " " <= character <= "~").strip()
    return f"‹{latin} = {codes}›" if latin else f"‹{codes}›"


def one_line(text: str) -> str:
    """The text for places that hold a single line, such as bookmarks and metadata."""
    return visible(text).replace(f"{LINE_BREAK}\n", f" {LINE_BREAK} ")


def replace_uncovered(
    text: str, covered: Callable[[str], bool], note: Callable[[str], None]
) -> str:
    """Spell out every run of characters that no font covers.

    Args:
        text: Text already made `visible`.
        covered: Whether a face exists for a character.
        note: Told every character that has none.
    """
    parts: list[str] = []
    run = ""
    for character in text:
        if character == "\n" or covered(character):
            if run:
                parts.append(spelled_out(run))
                run = ""
            parts.append(character)
        else:
            note(character)
            run += character
    if run:
        parts.append(spelled_out(run))
    return "".join(parts)
