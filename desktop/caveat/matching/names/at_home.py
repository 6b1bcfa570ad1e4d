"""Tells a country that one name states and the other implies by its language.

The Bundesministerium der Verteidigung is the German Federal Ministry of Defence: what names an
institution in the language of one country needs not say of which.
"""

from collections.abc import Sequence

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.side import SILENT, Side

_HOME = {
    "de": "DE", "ru": "RU", "pl": "PL", "cs": "CZ", "el": "GR", "tr": "TR", "hu": "HU", "sv": "SE",
    "fi": "FI", "da": "DK", "nl": "NL", "it": "IT", "he": "IL", "fa": "IR", "th": "TH", "vi": "VN",
    "bg": "BG", "ro": "RO", "uk": "UA", "no": "NO", "sk": "SK", "hr": "HR", "ja": "JP",
    "be": "BY", "kk": "KZ", "uz": "UZ", "sl": "SI", "ka": "GE", "hy": "AM",
}  # fmt: skip
"""Country of a language that is official in few: not of English, Arabic, French or Spanish."""
_PLACE, _UNIT = WordKind.PLACE, WordKind.UNIT


def adds_only_its_country(more: Side, free: Sequence[int], other: Side) -> bool:
    """Whether a side adds but the country whose language the other side is in.

    Args:
        more: The side that says more.
        free: Positions of its words that stand alone.
        other: The other side; all of its words agree.
    """
    added = [more.tokens[i] for i in free if more.tokens[i].kind not in SILENT]
    if len(added) != 1 or added[0].kind is not _PLACE:
        return False
    if any(word.kind is _PLACE for word in other.tokens):
        return False
    if all(word.kind is not _UNIT for word in other.tokens):
        return False
    spoken = {word.language for word in other.tokens}
    return any(_HOME.get(language) in added[0].meanings for language in spoken)
