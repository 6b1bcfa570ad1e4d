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
_SHIP = re.compile(
    r"(?<=\w)\s*[(\[](?:(?:crude|oil|chemical|product|products|gas|lpg|lng|bulk|general|dry|cargo|"
    r"container|reefer|fishing|research|passenger|motor|tug|tank|heavy|lift|self|propelled|ore|"
    r"vehicles?|cattle|livestock|supply|offshore|and|&|/)[\s/-]+)*"
    r"(?:tanker|carrier|ship|vessel|bulker|tug|tugboat|barge|trawler|ferry|yacht|cargo ship|"
    r"containership|ro-?ro|vlcc|aframax|suezmax|panamax|танкер|балкер|сухогруз|контейнеровоз|"
    r"судно|油轮|货轮|散货船|集装箱船)[)\]]\s*$",
    re.IGNORECASE,
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
    prefix = _prefix(cleaned)
    ship = _SHIP.search(cleaned) if cleaned.endswith((")", "]")) else None
    kind = ship.group().strip(" ()[]") if ship else ""
    name = cleaned[len(prefix) : ship.start() if ship else None]
    return [one for one in (prefix.strip(), kind) if one], name
