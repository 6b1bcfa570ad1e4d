"""Folds what is printed in many ways into one: script, case, floors, numbers, boxes."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from caveat.matching.addresses import han

MAX_CHARACTERS = 1_000
"""What lies beyond is not read: no address is longer, and time must stay bounded."""

FLOOR_SIGN = "§"
"""Stands before a floor in folded text; folding removes it from what came from outside."""

_ORDINAL_WORDS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
}
_ORD = r"(?:st|nd|rd|th)?"
_JOIN = r"(?:-|&|and|to)"
_FLOOR_WORD = r"(?:floors?|flr|fl|storeys?|story|etazh|et|kat|level|lvl)"
_FLOOR_OR_F = rf"(?:/?\s?f|{_FLOOR_WORD})"
_NO_NUMBER = r"(?!\s*[:.]?\s*(?:no\b[:.]*\s*)?\d)"
_DIGIT = r"[0-9](?<!\w[0-9])"
"""The first digit of a word, as a word's edge and a digit find it; but what begins with a set of
characters is looked for several times as fast."""
_FLOOR = "floor"
_JIA = r"(?:(?:^|,)\s*|\b(?:no\b\.?|dajie|jie|lu|road|rd\b\.?|street|st\b\.?)\s*)"
_SIDE = r"(dong|nan|xi|bei)"
_ENGLISH = {"dong": "east", "nan": "south", "xi": "west", "bei": "north", "zhong": "middle"}
_RINGS = {"er": 2, "san": 3, "si": 4, "wu": 5, "liu": 6}


def _ring(found: re.Match[str]) -> str:
    """Bei Si Huan Xi (Lu) in the words of its translation: north 4th huan west."""
    side, part = _ENGLISH.get(found[1], ""), _ENGLISH.get(found[3] or "", "")
    return f"{side} {_RINGS[found[2]]}th huan {part}"


def _joined(found: re.Match[str]) -> str:
    """A number printed in pairs: Postfach 10 12 43."""
    return " " + found[1].replace(" ", "")


def _floors(found: re.Match[str]) -> str:
    """A range of floors; but "Building 3-2F" is a floor of a building."""
    if int(found[1]) < int(found[2]):
        return f" §{found[1]}-{found[2]} "
    return f"{found[1]} §{found[2]} "


_GERMAN_FLOORS = ("og", "obergeschoss", "stock", "etage")
_COUNTED = r"(?<![:.\d])(?<!no )(?<!no: )\b"
_ROOM_WORD = r"(units?|flats?|rooms?|rm|shops?|offices?|suites?)"
_Replacement = str | Callable[[re.Match[str]], str]
_WRITTEN: tuple[tuple[str, str, _Replacement], ...] = (
    ("address", r"\(?\bsee (?:also |the )?(?:alternate )?address.*$", " "),
    ("", r"['`?](?<=[a-z0-9]['`?])(?=[a-z])", ""),
    (
        "",
        r"\b(?:p\s?\.?\s?o\s?\.?\s?b\s?\.?\s?(?:ox)?\b|(?:gpo|post (?:office )?|mail ?)box\b)",
        "pobox ",
    ),
    (
        "box",
        r"\bg\s?\.?p\s?\.?o\s?\.? ?box\b|\bbox(?= (?:no|\d))",
        "pobox ",
    ),
    ("p", r"\bc\.?p\.? ?(?=\d{5})", " "),
    ("postfach", r"(?<=\bpostfach)((?: \d{2,3}){2,4})\b", _joined),
    ("-", r"\b(?:de?|f|tr|fi|se|es|it|pl)-(?=\d{5}\b)", " "),
    (
        "huan",
        rf"\b{_SIDE}\s?(er|san|si|wu|liu)\s?huan\b(?:\s?(dong|nan|xi|bei|zhong)\b)?",
        _ring,
    ),
    ("ring", r"(?<=\dth )ring\b", "huan"),
    ("jia", rf"({_JIA})jia[ -]?(?:no\b\.?\s*)?(\d+)\b", r"\1 no \2a "),
    ("ny ", r"\bny (?=10[0-2]\d\d\b)", "new york "),
    # Scanned: "Flat/RM", "7/F".
    ("rm", r"\bflat[il]rm\b", "flat rm"),
    ("yard", r"(\bno\b[. ]*\d+[a-z]?) (?:court)?yard\b", r"\1"),
    ("if", r"\b(\d{1,2})if\b", r" §\1 "),
    ("feet", r"\b(\d{2,3})[ -]?feet (?=road|rd)", r"\1th feet "),
    ("ft r", r"\b(\d{2,3})[ -]?ft (?=road|rd)", r"\1th feet "),
    *((word, rf"\b(\d{{1,2}})\.?\s?{word}\b", r" §\1 ") for word in _GERMAN_FLOORS),
    ("d ", r"(\bno\b[.:]* ?\d{1,4}) (?=d \d{1,3}\b)", r"\1 , "),
    ("d:", r"(?<=\d)(?=d:\s?\d)", " "),
    ("k:", r"\bk:\s?(\d{1,2})\b", r" §\1 "),
    *(
        (join, rf"\b{_ROOM_WORD}\.? ([a-h])\s?{join}\s?([a-h])\b", r"\1 \2 and \3")
        for join in "-&/"
    ),
    # Hauptstr. 5: a street, where "Distr. 5", "Industr. 5" and "Ministr. 5" are none.
    (
        "str",
        r"(?<=[a-z]{3})(?<!ind)(?<!indu)(?<!mini)(?<!regi)str\b\.?(?=\s*(?:\d|,|$))",
        "strasse",
    ),
    (
        "tech",
        r"\bh(?:i|igh)(?:gh)?[- ]?(?:and[- ]new[- ])?tech(?:nology|nological)?\b",
        "hightech",
    ),
    ("(", r"(?<=[\da-z])\s?\(\d{1,4}\)", " "),
    ("#", r"#\s?(\d{1,2})-(\d{2,4}[a-z]?)\b", r" §\1 unit \2 "),
    (
        "f",
        r"\b(ground|gr?|[ul]g|mezz(?:anine)?|m|podium|penthouse)[ /.]*(?:floor|flr|fl|f)\b",
        r" §\1 ",
    ),
    ("basement", r"\bbasement(?: (?:floor|level))?\b", " §b "),
    (
        "",
        rf"({_DIGIT}\d{{0,2}}){_ORD}\s*{_JOIN}\s*(\d{{1,3}}){_ORD}\s*{_FLOOR_OR_F}\b",
        _floors,
    ),
    (
        _FLOOR,
        rf"({_DIGIT}\d{{0,2}})(?:st|nd|rd|th)[-.\s]*{_FLOOR_WORD}\b\.?",
        r" §\1 ",
    ),
    (
        _FLOOR,
        rf"({_DIGIT}\d{{0,2}}[a-c]?)\s?{_ORD}[-.\s]*{_FLOOR_WORD}\b\.?{_NO_NUMBER}",
        r" §\1 ",
    ),
    ("-", r"-(?<=\b[a-z]\d-)(\d{1,2})f\b", r" bldg §\1 "),
    ("f-", r"\b(\d{1,2})f-(\d{1,3})\b", r" §\1 unit \2 "),
    ("/", r"\b(\d{1,3}[a-c]?)\s?/\s?f\b", r" §\1 "),
    ("f", rf"(?<!-)({_DIGIT}\d{{0,2}})\s?f\b(?!\s?/)", r" §\1 "),
    (
        _FLOOR,
        rf"\b{_FLOOR_WORD}\s*(?:no\b\.?|#|:|-|\.)*\s*(\d{{1,4}}[a-c]?(?:-\d{{1,3}})?|[bgm]\d?)\b",
        r" §\1 ",
    ),
    ("", r"[fl](?<!\w[fl])\s?-?(\d{1,2})\b(?![-/])", r" §\1 "),
    *((word, rf"{_COUNTED}(\d{{1,4}})\.?\s?(?={word})", r"\1th ") for word in ("cadde", "sokak")),
    *((word, rf"{_COUNTED}(\d{{1,4}})\.\s?(?={word}\b)", r"\1th ") for word in ("cad", "cd")),
    *(
        (word, rf"{_COUNTED}(\d{{1,4}})(?:\.\s?|\s)(?={word}\b)", r"\1th ")
        for word in ("sok", "sk")
    ),
    ("-ro", r"\b(\d{1,3})(?:beon)?-(?=ro\b)", r"\1th "),
    ("gil", r"\b(\d{1,3})(?:beon)?-?(?=gil\b)", r"\1th "),
    ("", rf"({_DIGIT}\d{{0,3}})(?:-?(?:aya|aia|ya|ja|iy|yi|oy|go)|-[yi])\b", r"\1th "),
    (".", r"(?<=[a-z])\.(?=[a-z]\.)|(?<=\b[a-z]\.[a-z])\.", ""),
    ("", r"[0-9](?<=[a-z]{4}[0-9])", r" \g<0>"),
    (
        "section",
        r"\b(north|south|east|west|middle|central) section(?: of\b|\s*,)?(?=\s+[a-z])",
        r"\1 ",
    ),
    ("-", r"(?<=\d)\s*-\s*(?=\d)", "-"),
    ("~", r"(?<=\d)\s*~\s*(?=\d)", "-"),
    ("/", r"(?<=\d)\s*/\s*(?=\d)", "/"),
    (" to ", r"(?<=\d)\s+to\s+(?=\d)", "-"),
    (" through ", r"(?<=\d)\s+through\s+(?=\d)", "-"),
    ("", rf"({_DIGIT}\d{{0,3}}) ([a-df-mo-rt-vx-z])(?=[ ,](?!\.)|$)", r"\1\2"),
    ("#", r"#", " no "),
    ("", r"[._:\"*!|]", " "),
)
_RULES = tuple((needed, re.compile(rule), made) for needed, rule, made in _WRITTEN)
"""What a text must hold for the rule to be tried, the rule, and what it makes of it. The text is
ASCII, and its only white space are blanks."""
_ET = re.compile(r"(?<![a-z])et")
_DASH = re.compile(r"(?<=[A-Z])\?(?=\d)|(?<=\d)\s*[?‐-―−ー–—～〜]\s*(?=\d)")
_CAMEL = re.compile(r"[A-Z](?<=[a-z][A-Z])(?=[a-z])")


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(_ORDINAL_WORDS) + r")\b")


def fold(text: str, country: str = "") -> str:
    """Lower-case ASCII with floors as ``§16`` and boxes as ``pobox``. Never raises."""
    from anyascii import anyascii  # noqa: PLC0415 - reads its tables on first use

    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])[:MAX_CHARACTERS]
    text = " ".join(text.replace(FLOOR_SIGN, " ").replace("\n", ", ").split())
    if "?" in text or not text.isascii():
        text = _DASH.sub("-", text)
    if han.has_han(text):
        text = han.rewrite(text, country)
    if not text.isascii():
        text = anyascii(_mend_homoglyphs(text))[: 4 * MAX_CHARACTERS]
        text = text.replace("`", "")
    folded = _CAMEL.sub(r" \g<0>", text).lower()
    folded = _ordinal_pattern().sub(lambda found: f"{_ORDINAL_WORDS[found[0]]}th", folded)
    for needed, pattern, replacement in _RULES:
        if needed in folded or (needed is _FLOOR and _may_name_a_floor(folded)):
            folded = pattern.sub(replacement, folded)
    return folded


def _may_name_a_floor(folded: str) -> bool:
    """Whether one of `_FLOOR_WORD` can stand in a text."""
    return (
        "fl" in folded
        or "lev" in folded
        or "stor" in folded
        or "kat" in folded
        or "lvl" in folded
        or ("et" in folded and _ET.search(folded) is not None)
    )


_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТХУаеорсху", "ABEKMHOPCTXYaeopcxy")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]+")


def _mend_homoglyphs(text: str) -> str:
    """Cyrillic letters that look Latin, in Latin text: lists print "Но King" with both."""
    cyrillic = sum(len(found) for found in _CYRILLIC_WORD.findall(text))
    if not cyrillic or cyrillic * 3 > len(text):
        return text
    return _CYRILLIC_WORD.sub(
        lambda found: mended if (mended := found[0].translate(_HOMOGLYPHS)).isascii() else found[0],
        text,
    )


_SLAVIC_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"shch|sch", "s"),
        (r"zh", "j"),
        (r"kh", "h"),
        (r"ts|tz", "c"),
        (r"(?<=[aeiou])j(?![aeou])", "i"),
        (r"(?<=i)j(?=[aeou])|(?<=[aeiou])j(?=[aou]\b)|[yi](?=[aou])", ""),
        (r"y|ii", "i"),
        (r"(?:sk|ck)(?:aa|aia|a|ii|i|ogo|oi|oe|iy)?\b", "sk"),
        (r"(?<=[b-df-hj-np-tv-z])(?:aa|aia|ia|ea|ogo|ego|oi|ei|a|i|u|e)\b", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=20_000)
def slavic_sound(words: str) -> str:
    """Words of a Russian, Ukrainian or Kazakh street, whatever the transliteration and case.

    "Korzhenevskogo" and "Korjenevsky", "Gagarina" and "Gagarin" come out alike.
    """
    for pattern, replacement in _SLAVIC_RULES:
        words = pattern.sub(replacement, words)
    return words.replace(" ", "")


_NO_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=2_000)
def letters(text: str) -> str:
    """Letters and digits of any script: two addresses in Japanese are not one by their digits."""
    return _NO_LETTERS.sub("", text.lower())


_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound(key: str) -> str:
    """A squashed name with the spellings of one sound made equal: y/i, kh/h, double letters."""
    key = key.replace("y", "i").replace("kh", "h")
    return _DOUBLE.sub(r"\1", key)
