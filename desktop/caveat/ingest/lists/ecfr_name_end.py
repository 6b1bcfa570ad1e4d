"""Tells where a name ends and an address begins in an entry that prints both in one sentence.

The supplements to 15 CFR part 744 print "Huawei Tech Investment Co., Ltd., Av. Leandro N. Alem 815,
C1054 CABA, Argentina". Nothing but the words tells the two apart: a legal form after a comma still
belongs to the name; so does a further body ("Academy of Military Medical Sciences, Institute of
Radiation Medicine, 27 Taiping Road, …"), and then the shorter reading is searched as well. Where a
body after a comma is as likely a place ("…, Computer Plaza, …"), the comma ends the name.
"""

import re
from typing import NamedTuple

from caveat.ingest.countries import country_of

_LEGAL_FORM = re.compile(
    r"(?:(?:and\s+)?(?:co|company|corp|corporation|inc|incorporated|ltd|ltda|ltd[aş]|limited|llc"
    r"|l\.l\.c|llp|l\.p|lp|s\.?a|s\.?a\.?s|s\.?a\.?l|s\.?a\.?r\.?l|s\.?l|s\.?r\.?l|s\.?r\.?o|sp"
    r"|s\.?p\.?a|spa|gmbh|kg|ag|a\.g|b\.?v|n\.?v|plc|pte|pvt|pty|private|sdn|bhd|jsc|ojsc|pjsc|cjsc"
    r"|ooo|oao|zao|pao|ao|tov|d\.?o\.?o|a\.?s|a\.?ş|a\.?o|fze|fzc|fzco|fz-llc|fz|dmcc|lda|c\.?a"
    r"|k\.?k|mmc|sti|şti|san|tic|offshore|off-shore|smc-private|ooo|ab|oy|as|aps|z\.?o\.?o|jr|sr|iii?"
    r"|public|joint|stock|open|closed|z|o\.o|group|holding|holdings|branch)"
    r"\b\.?[\s,]*)+(?:\([^()]{1,40}\))?\.?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:institut\w*|academy|academies|bureau|laborator\w+|faculty|department|division|ministry"
    r"|university|corporation|company|joint stock|enterprise|association|concern|centre|center"
    r"|factory|branch|design|scientific|research|committee|commission|headquarters|consortium"
    r"|zavod|filial|nii|npo|npp|fgup|fsue|gnpp|okb|cdb|jsc|ojsc|pjsc|oao|ao|pao|ooo|zao)\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:road|rd|street|str|st|avenue|ave|lane|drive|blvd|boulevard|highway|hwy|district|city"
    r"|building|bldg|tower|floor|room|suite|plaza|park|zone|village|town|province|region|ulitsa|ul"
    r"|prospekt|pr|per|naberezhnaya|shosse|mah|cad|sok|sokak|square|block|campus|estate|house"
    r"|county|state|industrial|oblast|area|free)\b",
    re.IGNORECASE,
)
_ADDRESS_START = re.compile(
    r"(?:(?:nos?\b\.?\s*#?\s*[\dA-Z]|p\.?\s?o\.?\s?box|box|room|rm\b|building|bldg|floor|flat|unit"
    r"|house|suite|office\s+(?:no|#|\d)|plot|shop|block|level|km\b|apt|d\.\s?\d|str\b|ul\b|ulitsa"
    r"|street|c/o|near|behind|opposite|dom\b|postal|via|rua|calle|av\.|warehouse|gate)|[#\d])",
    re.IGNORECASE,
)
_FORM_THEN_ADDRESS = re.compile(
    r"(?P<form>\s*(?:Ltd|Limited|Inc|LLC|L\.L\.C|GmbH|S\.A)\b\.?)\s+"
    r"(?=No\.?\s?[A-Z]?\d|P\.?O\.?\s?Box|Room\s|Rm\.?\s|Building\s|Floor\s|Flat\s|Unit\s|\d)"
)
"""A legal form with an address behind it and no comma: "…, Ltd. No. C22"."""
_GLUED = re.compile(
    r"(?P<name>.{3,200}?\b(?:Ltd|Limited|Inc|Corp|Corporation|Co|LLC|GmbH|L\.L\.C|S\.A|FZE|FZCO)\b"
    r"\.?,?(?:\s\([^()]{1,60}\))?)\s+(?P<rest>(?:No\.?\s?[A-Z]?\d|P\.?O\.?\s?Box|Room\s|Rm\.?\s"
    r"|Building\s|Floor\s|Flat\s|Unit\s|Suite\s|\d).*)",
    re.DOTALL,
)
_NUMBERED_BODY = re.compile(
    r"(?:no\.?\s*)?\d{1,4}(?:st|nd|rd|th)?\s+(?:\w+\s+){0,3}?(?:research|design|institute|academy"
    r"|bureau|factory|department|plant|laboratory|arsenal|base|center|centre)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:^|\s)and\s", re.IGNORECASE)
"""In "Institute of Physical, Technical and Radio Engineering Measurements" a name may go on."""
_ONLY_SEE = re.compile(r"\s*\(\s*see\b[^()]*(?:\([^()]*\)[^()]*)*\)\.?\s*$", re.IGNORECASE)
_LONGEST_FORM = 60
_MOST_SEGMENTS = 6
"""Commas of a name that are looked at; the longest name seen has four."""


class NameEnd(NamedTuple):
    """An entry told apart.

    Attributes:
        name: The name as printed.
        rest: What follows it: addresses, or nothing.
        other: The name by the other reading, where one part more or less may belong to it.
    """

    name: str
    rest: str
    other: str = ""


def split_name(text: str, *, further: bool = False) -> NameEnd:
    """The name at the beginning of a text, and the addresses behind it.

    Args:
        text: One line.
        further: Give as the other reading one part more, unless it is plainly an address. For
            names that several entries begin with: "Tactical Missile Corporation, TRV Engineering,
            2A Ordzhonikidze Street, …". The part stays in the address, too.
    """
    pieces = _parted(_segments(text))
    taken = 1
    other = ""
    while taken < min(len(pieces), _MOST_SEGMENTS) and pieces[taken - 1].end == ",":
        following = pieces[taken].text.strip()
        if len(following) <= _LONGEST_FORM and _LEGAL_FORM.fullmatch(following) is not None:
            pass
        elif _is_body(following):
            other = other or _joined(pieces[:taken])
        else:
            more = further or _GOES_ON.search(following) is not None
            if more and not other and taken + 1 < len(pieces) and _may_be_name(following):
                other = _joined(pieces[: taken + 1])
            break
        taken += 1
    name_text = _joined(pieces[:taken])
    rest = _joined(pieces[taken:])
    glued = _GLUED.fullmatch(pieces[taken - 1].text.strip()) if taken else None
    if glued is not None and _NUMBERED_BODY.match(glued["rest"]) is None:
        cut = len(name_text) - len(glued["rest"])
        rest = f"{glued['rest']}, {rest}" if rest else glued["rest"]
        name_text = name_text[:cut]
    if not rest:
        see = _ONLY_SEE.search(name_text)
        if see is not None and see.start():
            rest, name_text = see[0].strip(), name_text[: see.start()]
    return NameEnd(_stripped(name_text), rest.strip(" ,;"), _stripped(other))


def starts_like_an_address(text: str) -> bool:
    """Whether a text begins with a number, a room, a building or a post box."""
    text = text.strip()
    return _ADDRESS_START.match(text) is not None and _NUMBERED_BODY.match(text) is None


class _Segment(NamedTuple):
    text: str
    end: str
    """The sign that ends it: a comma, a semicolon, or nothing."""


def _segments(text: str) -> list[_Segment]:
    """Cut at commas and semicolons outside of brackets and quotation marks."""
    found: list[_Segment] = []
    start = depth = 0
    quoted = False
    for at, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif sign in "“”":
            quoted = sign == "“"
        elif sign in ",;" and not depth and not quoted and _ends_here(text, at):
            found.append(_Segment(text[start:at], sign))
            start = at + 1
    if (depth or quoted) and not found:
        # A bracket that is never closed must not swallow the address.
        head, comma, tail = text.partition(",")
        return [_Segment(head, ","), _Segment(tail, "")] if comma else [_Segment(text, "")]
    return [*found, _Segment(text[start:], "")]


def _parted(pieces: list[_Segment]) -> list[_Segment]:
    """The parts, the second to fourth of which are cut where a legal form ends and no comma is."""
    for at in range(1, min(len(pieces), 4)):
        found = _FORM_THEN_ADDRESS.match(pieces[at].text)
        if found is not None:
            form, rest = pieces[at].text[: found.end()], pieces[at].text[found.end() :]
            return [
                *pieces[:at],
                _Segment(form, ""),
                _Segment(rest, pieces[at].end),
                *pieces[at + 1 :],
            ]
    return pieces


def _ends_here(text: str, at: int) -> bool:
    """Whether a sign ends a part: the comma of "1,000 Lakes Trading" does not."""
    following = text[at + 1 : at + 2]
    return not (text[at] == "," and text[at - 1 : at].isdigit() and following.isdigit())


def _joined(pieces: list[_Segment]) -> str:
    if not pieces:
        return ""
    return "".join(f"{piece.text}{piece.end}" for piece in pieces[:-1]) + pieces[-1].text


def _is_body(text: str) -> bool:
    if _NUMBERED_BODY.match(text) is not None:
        return _STREET.search(text) is None
    return (
        _BODY.search(text) is not None
        and _STREET.search(text) is None
        and _ADDRESS_START.match(text) is None
        and not any(letter.isdigit() for letter in text.split(" ", 1)[0])
    )


def _may_be_name(text: str) -> bool:
    return not (
        _ADDRESS_START.match(text) or any(letter.isdigit() for letter in text) or country_of(text)
    )


def _stripped(name: str) -> str:
    return name.strip().rstrip(" ,;")
