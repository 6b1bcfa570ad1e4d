"""Words a tie between two of OFAC's parties as a phrase that stands before the other's name."""

_PHRASES = {
    "associate of": "associate of",
    "providing support to": "providing support to",
    "acting for or on behalf of": "acting for or on behalf of",
    "owned or controlled by": "owned or controlled by",
    "family member of": "family member of",
    "playing a significant role in": "playing a significant role in",
    "leader or official of": "leader or official of",
    "principal executive officer": "principal executive officer of",
    "owns, controls, or operates": "owning, controlling or operating",
    "property in the interest of": "property in the interest of",
}
"""The ten types that the enhanced XML of 2025 declares."""


def tie_phrase(printed: str) -> str:
    """The phrase of a type of relation; an unknown one is given as printed, in small letters."""
    plain = " ".join(printed.split()).casefold()
    return _PHRASES.get(plain, plain) or "linked to"
