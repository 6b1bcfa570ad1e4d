"""What is written around a vessel's name and is no part of it, such as M/V or (oil tanker)."""

import re

from caveat.matching.names.words import word, words_of

_LONGEST_VESSEL = 3
_PREFIXED = re.compile(
    r"(?:(?:M/?T/?V|[MFSRB]/[VTSYCB]\.?|[MF]\.V\.|M\.T\.|S\.S\.|R\.V\.|M\.Y\.|(?:LPG|LNG|T|O|P|OBO|Ro-?Ro)/[CBTVX]\.?|"
    r"Т/[ХК]\.?|М/[ВХ]\.?|т/[хк]|(?:м|т)\.?\s?/?\s?х\.)|"
    r"MTV|MV|MT|SS|FV|RV|VLCC|ULCC|VLGC|VLOC|LNGC|LPGC|FPSO|DSV|AHTS)\s+(?=[\"'«„“‘]?\w)",
    re.IGNORECASE,
)
"""Motor vessel, tanker, steamer, yacht, carrier of gas or of bulk, of research; теплоход."""
_LOADS = (
    r"crude|oil|chemical|products?|gas|lpg|lng|bulk|general|dry|cargo|container|reefer|fishing|"
    r"research|passenger|motor|tug|tank|heavy|lift|self|propelled|ore|vehicles?|cattle|livestock|"
    r"supply|offshore"
)
_HULLS = (
    r"tanker|carrier|ship|vessel|bulker|tug|tugboat|barge|trawler|ferry|yacht|cargo ship|"
    r"containership|ro-?ro|vlcc|aframax|suezmax|panamax|танкер|балкер|сухогруз|контейнеровоз|"
    r"судно|油轮|货轮|散货船|集装箱船"
)
_SHIP = re.compile(
    rf"(?<=\w)\s*[(\[](?:(?:{_LOADS}|and|&|/)[\s/-]+)*(?:{_HULLS})[)\]]\s*$", re.IGNORECASE
)
"""What kind of ship it is, in brackets behind its name."""
_NUMBER = re.compile(
    r"[\s,;(\[-]*\bIMO(?:\s*(?:no|number|nr))?[\s.:#№-]*\d{7}(?!\d)[)\]]?\s*$", re.IGNORECASE
)
"""The number of the ship behind its name: it decides by itself, and is no word of the name."""


def _prefix(cleaned: str) -> str:
    """What is written before a vessel's name (M/V), or a company's (M/s), and is no part of it.

    Without a stroke or stops it is one only where nothing shows that a company is named.
    """
    found = _PREFIXED.match(cleaned)
    if found is None:
        return ""
    rest = words_of(cleaned[found.end() :])
    bare = found.group().strip().isalpha()
    if bare and (len(rest) > _LONGEST_VESSEL or any(word(text).proof for text in rest)):
        return ""
    return found.group()


def without_vessel_words(cleaned: str) -> tuple[list[str], str]:
    """What is written around a vessel's name and is no part of it (M/V, oil tanker); the name."""
    number = _NUMBER.search(cleaned) if "imo" in cleaned.lower() else None
    if number is not None and number.start():
        around, name = without_vessel_words(cleaned[: number.start()])
        return [*around, number.group().strip(" ,;()[]-")], name
    if _HULL.search(cleaned):
        kinds, name = _described(cleaned)
        if kinds:
            around, name = without_vessel_words(name)
            return [*around, *kinds], name
    prefix = _prefix(cleaned)
    ship = _SHIP.search(cleaned) if cleaned.endswith((")", "]")) else None
    kind = ship.group().strip(" ()[]") if ship else ""
    name = cleaned[len(prefix) : ship.start() if ship else None]
    return [one for one in (prefix.strip(), kind) if one], name


_FLAG = r"(?:[a-z]+(?:\s[a-z]+)?[\s-]flag(?:ged)?[\s,]+)"
_BEHIND = re.compile(
    rf"(?<=\w)(?:(?:\s*,|\s+[-–—])\s*{_FLAG}?(?:(?:{_LOADS}|and|&|/)[\s/-]+)*(?:{_HULLS})|"
    r"(?:\s*,|\s+[-–—])\s*[a-z]+(?:\s[a-z]+)?[\s-]flag(?:ged)?|"
    rf"\s+(?:(?:{_LOADS})[\s/-]+)+(?:tanker|carrier|ship|vessel|trawler))\s*$",
    re.IGNORECASE,
)
"""What kind of ship it is, or whose flag it flies, behind its name without brackets."""
_BEFORE = re.compile(
    rf"^(?:the\s+)?{_FLAG}?(?:(?:{_LOADS})[\s/-]+)*"
    r"(?:tanker|vessel|ship|bulker|bulk carrier|tugboat|trawler|ferry|containership|танкер|балкер|"
    r"сухогруз|контейнеровоз|судно|теплоход|буксир|ледокол)\s+(?=[\"'«„“‘]?\w)",
    re.IGNORECASE,
)
_LEAST = 3
"""Letters that a name has at least, so that Ship A stays itself."""


_SURELY_BEFORE = re.compile(
    rf"^{_FLAG}?(?:(?:{_LOADS})[\s/-]+)*"
    r"(?:tanker|bulker|bulk carrier|trawler|containership|танкер|балкер|сухогруз|контейнеровоз|"
    r"теплоход|ледокол)\s+(?=[\"'«„“‘]?\w)",
    re.IGNORECASE,
)
"""Words before a name of which nobody makes a company's."""
_HULL = re.compile(
    r"tanker|carrier|bulker|trawler|containership|flag\b|flagged|танкер|балкер|сухогруз|"
    r"контейнеровоз|теплоход|ледокол",
    re.IGNORECASE,
)


def _described(cleaned: str) -> tuple[list[str], str]:
    """What kind of ship it is, said before or behind a name that is no company's; the name."""
    found: list[str] = []
    name = cleaned
    for pattern in (_BEHIND, _SURELY_BEFORE):
        match = pattern.search(name)
        if match is not None:
            name = name[: match.start()] + name[match.end() :]
            found.append(match.group().strip(" ,-–—"))
    words = words_of(name)
    if not words or len(words) > _LONGEST_VESSEL or any(word(text).proof for text in words):
        return [], cleaned
    return found, name


def bare_vessel(text: str) -> str:
    """The name of a vessel without what kind of ship it is, which stands before or behind it.

    ``Liberian-flagged tanker RUBY`` and ``RUBY, crude oil tanker`` are Ruby. Only for what is known
    to be a vessel: a company may well be called so.
    """
    for pattern in (_BEHIND, _BEFORE):
        rest = pattern.sub("", text)
        if rest != text and sum(map(str.isalpha, rest)) >= _LEAST:
            text = rest
    return text
