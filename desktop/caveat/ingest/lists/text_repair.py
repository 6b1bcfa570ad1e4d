"""Mends letters that a publisher's software broke, only where the mend is certain.

The published text stays verbatim in `PartyRecord.published`; what is mended here are the copies
used to search and show names and addresses.
"""

import re

_C1 = re.compile("[\u0080-\u009f]")
_NOT_TEXT = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Controls, and the marks that turn the direction of writing, which can disguise a name."""

_LOST = re.compile("\ufffd|(?<=[^\\W\\d_])[?](?=[^\\W\\d_])|[?]{2,}|(?<![^\\s(])[?](?=\\w)")
"""Where a letter is gone: U+FFFD, or a question mark inside a word or before one."""

_DOS = (
    (re.compile("(?<=[A-Za-z])\u201a(?=[a-z ,;])"), "é"),
    (re.compile("(?<=[a-z])\u00a2(?=[a-z])"), "ó"),
    (re.compile("(?<=[a-z])\u00a0(?=[,;]|$)"), "á"),
    (re.compile("(?<=[a-z])\u201d(?=[a-z])"), "ö"),
    (re.compile("(?<=[A-Z])\u00c5(?=[a-z])"), "ü"),
)
"""Letters of the DOS code page 437 shown as Windows or Mac ones, in places where the sign that is
printed cannot stand: "L‚opold" is "Léopold", "Delegaci¢n" is "Delegación"."""


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it was meant, on one line with single spaces, and what was mended.

    Returns:
        The text, and one sentence for each kind of mend; line breaks and spaces are not told.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()), ()
    notes: list[str] = []
    fixed = _utf8_read_as_windows(text)
    if fixed != text:
        notes.append("Letters were broken by a wrong encoding and have been restored.")
    told = fixed
    fixed = _C1.sub(_windows_letter, fixed)
    for pattern, letter in _DOS:
        fixed = pattern.sub(letter, fixed)
    if fixed != told:
        notes.append("Letters of an old code page have been restored.")
    told = fixed
    fixed = _NOT_TEXT.sub("", fixed)
    if fixed != told:
        notes.append("Control characters have been removed.")
    return " ".join(fixed.split()), tuple(notes)


def lost_letters(text: str) -> bool:
    """Whether the publisher's software replaced letters by ``?`` or U+FFFD for good."""
    return ("?" in text or "\ufffd" in text) and _LOST.search(text) is not None


def with_apostrophes(text: str) -> str:
    """The text with an apostrophe for each ``?`` inside a word: the likeliest letter lost.

    "Xi?an" was "Xi'an". It is a guess, so it serves as one more name to find, never as the name.
    """
    return re.sub(r"(?<=[^\W\d_])[?\ufffd](?=[^\W\d_])", "'", text)


def _windows_letter(match: re.Match[str]) -> str:
    byte = match.group().encode("latin-1")
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return match.group()


def _utf8_read_as_windows(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252, if the *whole* text turns out to be that.

    A text with one honest “ or É in it does not survive the round trip and is left alone.
    """
    if not any(lead in text for lead in "ÂÃÄÅâðÐÑ"):
        return text
    raw = bytearray()
    for letter in text:
        try:
            raw += letter.encode("cp1252")
        except UnicodeEncodeError:
            if not "\u0080" <= letter <= "\u009f":
                return text
            raw += letter.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return text
