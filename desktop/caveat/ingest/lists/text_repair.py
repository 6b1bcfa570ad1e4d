"""Mends letters that a publisher's software broke, only where the mend is certain.

The published text stays verbatim in `PartyRecord.published`; what is mended here are the copies
used to search and show names and addresses. What only may be broken stays as printed, and
`other_readings` gives what it may have been, to be searched as further names. Counted in 139,000
names, addresses and identifiers of four editions of the list from 2019 to 2026, eight registers of
suppliers and the lists of other publishers: 8 texts are mended and 7 have another reading.
"""

import re

_C1 = re.compile("[\u0080-\u0084\u0086-\u009f]")
"""Controls that no text holds, so that a byte was read as Latin-1. U+0085 is a line break."""
_APOSTROPHE = "\u0092"
"""The one of them whose reading is never in doubt: "Xi’an" was not "XiÆan"."""
_REMOVED = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Controls that are no white space, and the marks that turn the direction of writing, which can
disguise a name."""
_BETWEEN_WORDS = re.compile("(?<=\\w)[\u0000-\u0008\u000e-\u001b\u007f]+(?=\\w)")

_LOST = re.compile("\ufffd|(?<=[^\\W\\d_])[?](?=[^\\W\\d_])|[?]{2,}|(?<![^\\s(])[?](?=\\w)")
"""Where a letter is gone: U+FFFD, or a question mark inside a word or before one."""

_DOS = (
    (re.compile("(?<=[A-Za-z])\u201a(?=[a-z ,;]|$)"), "é"),
    (re.compile("(?<=[a-z])\u00a2(?=[a-z])"), "ó"),
    (re.compile("(?<=[a-z])\u201d(?=[a-z])"), "ö"),
    (re.compile("(?<=[A-Z])\u00c5(?=[a-z])"), "ü"),
)
"""Letters of the DOS code page 437 (and of the Mac's) shown as Windows ones: "Co”peratief" was
"Coöperatief". But a ” may end a quotation and a ‚ be a comma, so this is never certain. The NBSP
that 437 has for "á" is left out: nearly every NBSP is a space."""

_SEQUENCE = re.compile(
    "[\u00c2-\u00df][^\\x00-\\x7f]|[\u00e0-\u00ef][^\\x00-\\x7f]{2}|[\u00f0-\u00f4][^\\x00-\\x7f]{3}"
)
_AFTER_A_CAPITAL = frozenset("\u00a0\u00ad‘’“”‹›«»–—…™®©ªº°²³¹·•ŠšŽžŒœŸƒ")
"""Signs that may honestly follow a capital letter: "Å\u00a0Energi", "KOMPANÄ™", "LÄ’s"."""


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it was meant, on one line with single spaces, and what was mended.

    Returns:
        The text, and one sentence for each kind of mend; line breaks and spaces are not told.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()), ()
    notes: list[str] = []
    decoded = _utf8_read_as_windows(text)
    fixed = decoded if decoded != text and _certain(text) else text
    if fixed != text:
        notes.append("Letters were broken by a wrong encoding and have been restored.")
    told = fixed
    fixed = _C1.sub(_windows_letter, fixed)
    if fixed != told:
        notes.append("Letters of an old code page have been restored.")
    told = fixed
    fixed = _REMOVED.sub("", fixed)
    if fixed != told:
        notes.append("Control characters have been removed.")
    return " ".join(fixed.split()), tuple(notes)


def other_readings(text: str) -> tuple[str, ...]:
    """What a text may have been before it was broken, each another than `mend` gives.

    Guesses, to be searched as further names and never shown as the name.
    """
    if text.isascii() and text.isprintable():
        return ()
    mended, _ = mend(text)
    decoded = text if _certain(text) else _utf8_read_as_windows(text)
    in_dos = _C1.sub(_dos_letter, text)
    for pattern, letter in _DOS:
        in_dos = pattern.sub(letter, in_dos)
    parted = _BETWEEN_WORDS.sub(" ", text)
    found = [mend(reading)[0] for reading in (decoded, in_dos, parted)]
    return tuple(dict.fromkeys(reading for reading in found if reading and reading != mended))


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


def _dos_letter(match: re.Match[str]) -> str:
    if match.group() == _APOSTROPHE:
        return match.group()
    letter = match.group().encode("latin-1").decode("cp437")
    return letter if letter.isalpha() else match.group()


def _certain(text: str) -> bool:
    """Whether a sequence in the text is UTF-8 read as Windows-1252 and can be nothing else.

    Two signs that no writer puts behind a capital letter ("Ã¼"), a capital inside a word ("rÃº"),
    or the beginning of UTF-8's punctuation ("â€") tell it.
    """
    for match in _SEQUENCE.finditer(text):
        lead, second = match.group()[0], match.group()[1]
        inside = text[: match.start()][-1:].islower() and second != "\u00a0"
        if lead == "â" and second == "€":
            return True
        if lead in "ÂÃÄÅÐÑ" and (inside or second not in _AFTER_A_CAPITAL):
            return True
    return False


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
