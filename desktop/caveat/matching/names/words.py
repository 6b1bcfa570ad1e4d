"""Cuts a cleaned name into words, and knows of each distinct word what the tables say, once."""

import re
from functools import lru_cache

from caveat.matching.names import arabic, cyrillic_east, han, hebrew
from caveat.matching.names.brahmic import LETTERS
from caveat.matching.names.clean import fold
from caveat.matching.names.cognates import cognate
from caveat.matching.names.garbled import LOST, marked
from caveat.matching.names.greek import GREEK, greek_words
from caveat.matching.names.lexicon import lexical, lexicon
from caveat.matching.names.mending import form_words, halves, is_new, misspelled_form
from caveat.matching.names.restored import restored
from caveat.matching.names.reworded import sense
from caveat.matching.names.scanned import unscanned
from caveat.matching.names.segment import unspaced_words
from caveat.matching.names.thai import THAI, thai_words
from caveat.matching.names.tokens import CYRILLIC, Token, token, word_code
from caveat.matching.names.unjoined import lost_space

MAX_WORDS = 40
"""Words beyond are not compared."""

_ASCII_PIECE = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z0-9]))?|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*"
)
_PIECE = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]+"
    r"|(?:(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?)"
    r"|[^\W_\ufffd]*(?:\ufffd+[^\W_\ufffd]+)+\ufffd*|[^\W_]+\ufffd+"
    rf"|{LETTERS}(?:'{LETTERS})*"
)
_ORDINAL = re.compile(r"^(\d{1,6})(?:st|nd|rd|th|i|y|ya|go|oy|yi|yy|iy)?$")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇"
_UNSPACED_SPLIT = re.compile(rf"{han.UNSPACED.pattern}|[^\u30a0-\u30ff\uac00-\ud7a3]+|.")
_HAN_SPLIT = re.compile(rf"[{_HAN}]+|[^{_HAN}]+")
_SHORT_FORMS = (
    ("(株)", " 株式会社 "),
    ("(有)", " 有限会社 "),
    ("(주)", " 주식회사 "),
    ("(유)", " 유한회사 "),
    ("حزب الله", "حزبالله"),
)
_SHORT_WORDS = {
    "ДП": "державне підприємство",
    "КП": "комунальне підприємство",
    "ПП": "приватне підприємство",
    "ФОП": "фізична особа підприємець",
    "ЧВК": "частная военная компания",
    "СО РАН": "сибирское отделение академии наук",
    "РАН": "российской академии наук",
    "ЦА": "цивільної авіації",
    "НАНУ": "національної академії наук України",
    "НАН України": "національної академії наук України",
    "УрО РАН": "уральское отделение академии наук",
    "ДВО РАН": "дальневосточное отделение академии наук",
    "МО РФ": "министерства обороны российской федерации",
    "ВАТ": "відкрите акціонерне товариство",
    "АҚ": "акционерлік қоғамы",
    "АЖ": "акциядорлик жамияти",
    "სს": "სააქციო საზოგადოება",
    "შპს": "შეზღუდული პასუხისმგებლობის საზოგადოება",
    "ՓԲԸ": "փակ բաժնետիրական ընկերություն",
    "ԲԲԸ": "բաց բաժնետիրական ընկերություն",
    "ՍՊԸ": "սահմանափակ պատասխանատվությամբ ընկերություն",
}
"""Abbreviations that in Latin letters are anybody's (DP, PP, RAN, VAT, SS, SPY)."""
_SHORT_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_SHORT_WORDS)})(?!\w)")
_SHORT_BEFORE = re.compile(r"(?<!\w)(?:ВО|ПО)(?=\s*[\"«“„'])")
"""Associations for foreign trade and for production; elsewhere these are the little words."""
_HONOURED = re.compile(
    r"(?:(?<=\bим\.)|(?<=\bимени))\s?(?:[\u0400-\u042f]\.\s?){1,2}(?=[\u0400-\u042f])"
)
"""The initials of whom an institute is named after."""
_LITTLE_SLAVIC = re.compile(
    r"(?<=[\u0400-\u04ff] )(?:на|за|и|і|та|з|із|по|для)(?= [\u0400-\u04ff])"
)
"""Little words that in Latin letters are names (Na, Ta)."""
_BROTHERS = re.compile(r"(?<!\w)f\.\s?lli(?!\w)", re.IGNORECASE)
"""Fratelli, the only Italian abbreviation with a stop within that names of firms hold often."""
_ROMANIAN = re.compile(r"^S\.?\s?C\.?\s+(?=\S.*\bS\.?(?:R\.?L|A)\b)", re.IGNORECASE)
"""Societate comercială, which stands before the name of a firm that ends in SRL or SA."""
_EZAFE = re.compile(r"(?<=[A-Za-z]{2})-(?:e|ye)(?=[\s-]+[A-Za-z])", re.IGNORECASE)
"""The vowel that links Persian words: Sherkat-e Iran."""
_LIL = re.compile(r"(?<![\w'-])(?:lil|wal)-(?=[A-Za-z]{3})", re.IGNORECASE)
"""The Arabic for “for the” and “and the” before a word that it is joined to: lil-Tijara."""
_LETTERS = re.compile(r"(?<![\w'&.])(?:[A-Z]\.? ){2,}[A-Z]\.?(?![\w'&])")
_LOST = re.compile(f"{LOST}+")
_ELIDED = ("d'", "l'", "D'", "L'")
_SHORTEST_ELIDED, _SHORTEST_OF_TWO = 5, 5
_FEWEST_LETTERS = 3
_LONGEST_SPELLED = 8
"""Letters of the longest legal form that is written letter by letter."""
_NOT_INITIALS = frozenset("YИ&")
_NAMES_NOT_NUMBERS = frozenset({"Vi", "Xi", "Xiv", "Xix"})


class Word:
    """A word as written, with everything about it that does not depend on its neighbours.

    Attributes:
        text: As written.
        folded: As the tables hold it.
        readings: ``folded`` and, for Slavic words, the same with its ending as in the tables of
            law, and in those of trade and places too (see `Lexicon.reading`).
        is_inflected: Whether any reading differs.
        begins: Whether a phrase of the tables begins with it, in any reading.
        says: What it says (see `reworded`).
        begins_known: Whether a known name begins with what it says.
        proof: Whether it shows the name to be an organisation's.
        is_han: Whether it is a run of Chinese characters.
        halves: Where it was joined of two, by a legal form or a capital within; 0 if it was not.
        form: The word of a legal form that it is but for a slip; else empty.
        of_form: The word of a legal form that it is, or is but for a slip; else empty.
        remains: The word that is nothing but a part of a legal form, when it is one; else empty.
        is_capital: A capital by itself is an initial or a number (E, I), not the little word "e".
    """

    __slots__ = (
        "_first",
        "_later",
        "_meant",
        "begins",
        "begins_known",
        "folded",
        "form",
        "halves",
        "is_capital",
        "is_han",
        "is_inflected",
        "of_form",
        "proof",
        "readings",
        "remains",
        "says",
        "text",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        lex = lexicon()
        self.text = text
        self.is_han = han.HAN.match(text) is not None
        self._meant = unscanned(text)
        self.folded = "" if self.is_han else lexical(self._meant)
        self.readings = lex.reading(self.folded)
        folded, law, trade = self.readings
        self.is_inflected = law != folded or trade != folded
        known = lex.beginnings
        self.says = sense(folded if folded in lex.phrases else trade, lex.phrases)
        self.begins_known = self.says != folded and self.says in known
        self.begins = (
            folded in known or law in known or trade in known or lex.full.get(folded) in known
            or self.begins_known
        )  # fmt: skip
        self.proof = self.folded in lex.proofs or law in lex.proofs
        new = len(folded) >= _SHORTEST_OF_TWO and is_new(folded)
        self.halves = (halves(folded) or lost_space(self._meant)) if new else 0
        self.form = misspelled_form(self.folded)
        meant, forms = self.form or self.folded, form_words()
        self.of_form = meant if meant in forms.words else ""
        self.remains = meant if meant in forms.telling else ""
        self.is_capital = len(text) == 1 and text.isupper() and text not in _NOT_INITIALS
        self._first: Token | None = None
        self._later: Token | None = None

    def token(self, *, first: bool) -> Token:
        """The word by itself; a Roman number counts only where it is not the first word."""
        if first:
            if self._first is None:
                self._first = token(_single_code(self._meant, self.folded, first=True))
            return self._first
        if self._later is None:
            self._later = token(_single_code(self._meant, self.folded, first=False))
        return self._later


@lru_cache(maxsize=65_536)
def word(text: str) -> Word:
    """What is known of a word; the same object every time, while it is remembered."""
    return Word(text)


def words_of(cleaned: str) -> list[str]:
    """The words of a cleaned name, in order; Chinese characters simplified and in runs."""
    cleaned = marked(cleaned)
    ascii_only = cleaned.isascii()
    if not ascii_only:
        for short, long in _SHORT_FORMS:
            cleaned = cleaned.replace(short, long)
        cleaned = _SHORT_WORD.sub(lambda found: _SHORT_WORDS[found.group()], cleaned)
        cleaned = _HONOURED.sub(" ", _SHORT_BEFORE.sub("", cleaned))
        cleaned = _LITTLE_SLAVIC.sub("", cleaned)
        cleaned = hebrew.ABBREVIATED.sub("", cleaned)
        if GREEK.search(cleaned):
            cleaned = greek_words(cleaned)
    if "." in cleaned:
        cleaned = _BROTHERS.sub("Fratelli", cleaned)
    if cleaned[:1] in "Ss" and cleaned[1:2] in ". Cc":
        cleaned = _ROMANIAN.sub("", cleaned)
    if "-" in cleaned:
        cleaned = _LIL.sub("", _EZAFE.sub(" ", cleaned))
    words = _cut(cleaned, ascii_only=ascii_only)
    if len([text for text in words if len(text) == 1]) >= _FEWEST_LETTERS:
        words = _cut(_LETTERS.sub(_joined, cleaned), ascii_only=ascii_only)
    return words


def _cut(cleaned: str, *, ascii_only: bool) -> list[str]:
    pieces = (_ASCII_PIECE if ascii_only else _PIECE).findall(cleaned)
    if ascii_only and "." not in cleaned and "'" not in cleaned:
        return pieces[: MAX_WORDS * 2]
    words: list[str] = []
    for piece in pieces:
        if piece.isalnum() and (ascii_only or piece.isascii()):
            words.append(piece)
        else:
            words.extend(_parts(piece))
        if len(words) > MAX_WORDS * 2:
            break
    return words


def _parts(piece: str) -> list[str]:
    if LOST in piece:
        return [restored(piece)]
    if "." in piece:
        joined = piece.replace(".", "")
        folded = lexical(joined)
        phrases = lexicon().phrases
        whole = len(joined) >= _FEWEST_LETTERS and " ".join(folded) not in phrases
        return [joined] if whole or folded in phrases else list(joined)
    if han.HAN.search(piece) or han.UNSPACED.search(piece):
        return _unspaced(piece)
    if THAI.match(piece):
        return thai_words(piece, lexicon().unspaced)
    if piece.startswith(_ELIDED) and len(piece) >= _SHORTEST_ELIDED:
        piece = piece[2:]
    return [piece.replace("'", "")]


def _joined(letters: re.Match[str]) -> str:
    """Three capitals or more written apart are one abbreviation (N P C), unless a form (S A L)."""
    found = re.findall(r"[A-Z]", letters.group())
    return letters.group() if _is_spelled_form(found) else "".join(found)


def _is_spelled_form(letters: list[str]) -> bool:
    """Whether any part of the run is a phrase of the tables, such as ``l l c``."""
    folded = [letter.lower() for letter in letters]
    phrases = lexicon().phrases
    return any(
        " ".join(folded[start:end]) in phrases
        for start in range(len(folded))
        for end in range(start + 2, min(start + _LONGEST_SPELLED, len(folded)) + 1)
    )


def _unspaced(piece: str) -> list[str]:
    words: list[str] = []
    for part in _HAN_SPLIT.findall(piece):
        if han.HAN.match(part):
            words.append(han.simplified(part))
            continue
        for run in _UNSPACED_SPLIT.findall(part):
            words.extend(unspaced_words(run) if han.UNSPACED.fullmatch(run) else [run])
    return words


def _single_code(text: str, folded: str, *, first: bool) -> str:
    if LOST in text:
        return f"w:{'?'.join(fold(part) for part in _LOST.split(text))}"
    if not folded.isascii():
        code = word_code(arabic.without_article(text))
        place = cyrillic_east.place(code[2:]) if code[0] == CYRILLIC else ""
        return f"l:{place}" if place else code
    ordinal = _ORDINAL.match(folded)
    if ordinal:
        return f"n:{int(ordinal.group(1))}"
    roman = lexicon().roman
    if not first and (text in roman or _is_roman_in_small_letters(text)):
        return f"n:{roman[text.upper()]}"
    return f"y:{folded}" if cognate(folded) else word_code(text)


def _is_roman_in_small_letters(text: str) -> bool:
    """Whether a word in small letters is a Roman number; Xi and Vi with a capital are names."""
    if text.upper() not in lexicon().roman:
        return False
    return text.islower() or (text.istitle() and text not in _NAMES_NOT_NUMBERS)
