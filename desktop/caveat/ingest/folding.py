"""Folds texts for comparison, keeping the marks that are letters in half of the world's scripts.

Vowels of Thai, Hindi, Burmese and Tamil are combining marks (Mn, Mc) and no word characters to
Python: without them กิน and กัน are one word. Signs and spaces fold to one space.
"""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_MARKS = frozenset({"Mn", "Mc"})


def folded(text: str) -> str:
    """Words for a loose comparison: compatibility forms, case and signs folded away.

    Too loose to call two parties the same: "C+" and "C#" fold equal.
    """
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _words(text)


def fold_heading(text: str) -> str:
    """A heading for comparison: folded widths and case, no Latin accents, words single-spaced."""
    text = unicodedata.normalize("NFKD", text).casefold()
    return _words(unicodedata.normalize("NFKC", _ACCENTS.sub("", text)))


def same_text(text: str) -> str:
    """The text for "this repeats that": only case, width and spaces are folded, no sign, no mark.

    Two rows wrongly told apart are screened twice; two wrongly called one hide a supplier.
    """
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _words(text: str) -> str:
    if text.isascii():
        return _NOT_WORD.sub(" ", text).strip()
    return " ".join(_NOT_WORD.sub(_only_marks, text).split())


def _only_marks(match: re.Match[str]) -> str:
    return "".join(sign if unicodedata.category(sign) in _MARKS else " " for sign in match.group())
