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


_STOP = r"\.?\s?"
_FORMS = tuple(
    (re.compile(rf"(?<!\w){_STOP.join(letters)}\.?(?!\w)"), f" {written} ")
    for letters, written in (
        ("ΑΒΕΕ", "ανώνυμη εταιρεία"), ("ΑΕΒΕ", "ανώνυμη εταιρεία"), ("ΑΕΕ", "ανώνυμη εταιρεία"),
        ("ΑΕ", "ανώνυμη εταιρεία"), ("ΕΠΕ", "εταιρεία περιορισμένης ευθύνης"),
        ("ΙΚΕ", "ιδιωτική κεφαλαιουχική εταιρεία"),
    )
)  # fmt: skip
_LITTLE = re.compile(
    r"(?<!\w)(?:(?:της|του|τησ|των|και|την|τον|το|τα|τους|οι|για|στην|στο|στη|στον)|[οη])(?!\w)"
)
_LITTLE_CAPITALS = re.compile(r"(?<!\w)(?:ΤΗΣ|ΤΟΥ|ΤΩΝ|ΚΑΙ|ΤΗΝ|ΤΟΝ|ΤΟ|ΤΑ|ΓΙΑ|ΣΤΗΝ)(?!\w)")


def greek_words(text: str) -> str:
    """A text without Greek articles, its legal forms in full.

    In Latin letters the articles are names (Kai, Ton), and the forms anybody's initials.
    """
    for pattern, written in _FORMS:
        text = pattern.sub(written, text)
    return _LITTLE_CAPITALS.sub(" ", _LITTLE.sub(" ", text))
