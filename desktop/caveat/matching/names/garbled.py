"""Puts right what a wrong code page did to a text, and keeps places of letters that were lost.

``MÃ¼ller`` is Müller in UTF-8 read as Windows-1252; ``M\ufffdller`` lost the letter for good.
"""

import re
from itertools import pairwise

LOST = "\ufffd"
"""Stands for letters that could not be read."""

_LEADS = "ÃÂÄÅÆÐÑÎÏ×ØÙÈâãäåæçèéï"
"""What the first byte of a letter in UTF-8 looks like in Windows-1252."""
_ALSO_LETTERS = frozenset("ãäåæçèé")
_TO_BYTES = {
    **{chr(byte): byte for byte in range(0x80, 0x100)},
    **{
        bytes([byte]).decode("cp1252"): byte
        for byte in range(0x80, 0xA0)
        if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    },
}
_RUN = re.compile(f"[{re.escape(''.join(_TO_BYTES))}]{{2,}}")
_MARKS = re.compile("[«»“”‘’‹›„‚–—…]")
_A_GRAVE = re.compile(r"(?<=[a-z])Ã(?= |$)")
"""Its second byte is a space that does not break."""
_CYRILLIC_AS_LATIN = re.compile(r"[\u00c0-\u00ff]{4,}")
_AS_LATIN = re.compile(r"[\u00a8\u00b8\u00c0-\u00ff]+")
_SIGNS = re.compile(rf"[?{LOST}]+")
_PARTED = re.compile(rf"[^\W\d_]+(?:[?{LOST}]+[^\W\d_]+)+")
_SHORTEST_WORD = 3
"""Letters on both sides of a sign that stands for a mark between words."""
_LOST_BEHIND = re.compile(rf"({LOST}\w*)\?(?=[\s,.]|$)")
_MOST_TURNS = 2
"""How often a text may have been read wrongly."""


def mended(text: str) -> str:
    """The text as it was written, where the bytes prove that it was read in a wrong code page."""
    for _ in range(_MOST_TURNS):
        better = _RUN.sub(_decoded, text)
        if better == text:
            break
        text = better
    text = _A_GRAVE.sub("à", text)
    if _CYRILLIC_AS_LATIN.search(text) and "«" not in text:
        text = _AS_LATIN.sub(_in_cyrillic, text)
    return text


def _decoded(run: re.Match[str]) -> str:
    found = run.group()
    if found[0] not in _LEADS:
        return found
    before = run.string[run.start() - 1 : run.start()]
    if found[0] in _ALSO_LETTERS and before.isalpha():
        # Soft hyphens in Fédérale: no character of three bytes stands within a Latin word.
        return found
    if len(found) == len("»É") and _MARKS.match(found[1]) and not _goes_on(run):
        # A letter before a closing quotation mark.
        return found
    try:
        return bytes(_TO_BYTES[letter] for letter in found).decode("utf-8")
    except UnicodeDecodeError:
        return found


def _goes_on(run: re.Match[str]) -> bool:
    return run.end() < len(run.string) and run.string[run.end()].isalpha()


def _in_cyrillic(run: re.Match[str]) -> str:
    """Windows-1251 read as Windows-1252: Ñåâåð."""
    return run.group().encode("cp1252").decode("cp1251")


def marked(text: str) -> str:
    """The text with every place of a lost letter as `LOST`, and of a lost mark as a space.

    Lists print question marks for both: G?N?RALE and Xi?an beside OOO ?STG?EKO?, which is two
    words, as is Orhanli?Tuzla.
    """
    if "?" not in text and LOST not in text:
        return text
    return _LOST_BEHIND.sub(rf"\1{LOST}", _PARTED.sub(_in_words, text))


def _in_words(found: re.Match[str]) -> str:
    parts = _SIGNS.split(found.group())
    around = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    signs = {"?", LOST}
    ended = around[1] not in signs or around[0] in signs  # or in quotation marks
    whole = parts[0]
    for number, (before, after) in enumerate(pairwise(parts), start=2):
        # A word, or the letter at the end of an abbreviation: SMT?K.
        begins = after[:1].isupper() and (
            after[1:2].islower() or (ended and number == len(parts) and len(after) == 1)
        )
        apart = begins or min(len(before), len(after)) >= _SHORTEST_WORD
        whole += (" " if apart else LOST) + after
    return whole
