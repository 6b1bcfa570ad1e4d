"""Puts right what a wrong code page did to a text, and keeps places of letters that were lost.

``MÃ¼ller`` is Müller in UTF-8 read as Windows-1252; ``M\ufffdller`` lost the letter for good.
"""

import re

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
_LOST_WITHIN = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
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
    """The text with a question mark between letters as the place of a lost one."""
    return _LOST_BEHIND.sub(rf"\1{LOST}", _LOST_WITHIN.sub(LOST, text)) if "?" in text else text
