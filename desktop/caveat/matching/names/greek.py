"""Greek letters of which two stand for one sound, as ELOT 743 (ISO 843, type 2) writes them.

Letter by letter Παπαδόπουλος would be Papadopoylos.
"""

import re
import unicodedata

GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_VOICELESS = "θκξπστφχψ"
_PAIRS = (
    (re.compile(r"ου"), "ou"),
    (re.compile(rf"([αεη])υ(?=[{_VOICELESS}]|$)"), r"\1f"),
    (re.compile(r"([αεη])υ"), r"\1v"),
    (re.compile(r"^μπ|μπ$"), "b"),
    (re.compile(r"^ντ"), "d"),
    (re.compile(r"^γκ"), "g"),
    (re.compile(r"γ(?=[γξχ])"), "n"),
)


def plain(word: str) -> str:
    """A word in small letters without accents, its pairs in Latin letters; the rest in Greek.

    A diaeresis keeps two letters apart: Μαΐου is Maiou, and so stays what it was.
    """
    apart = unicodedata.normalize("NFD", word.lower()).replace("υ\u0308", "y")
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    for pair, latin in _PAIRS:
        letters = pair.sub(latin, letters)
    return letters
