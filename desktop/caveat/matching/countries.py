"""Whether two countries speak against each other."""

_TERRITORIES = {"HK": "CN", "MO": "CN"}
_WEAKLY = frozenset({"CN", "TW"})
_NAMES_OF_ONE = {"UK": "GB", "EL": "GR", "XK": "RS"}


def country_code(text: str) -> str:
    """A country code in capitals as ISO 3166 writes it; empty for anything else."""
    code = text.strip().upper()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):  # noqa: PLR2004 — alpha-2
        return ""
    return _NAMES_OF_ONE.get(code, code)


def agree(one: str, other: str) -> bool:
    """Whether both are one country; China, Hong Kong and Macao count as one."""
    return _TERRITORIES.get(one, one) == _TERRITORIES.get(other, other)


def contradict(one: str, others: tuple[str, ...]) -> bool:
    """Whether a country contradicts all others. China and Taiwan do so only weakly: not at all."""
    if not one or not others:
        return False
    mine = _TERRITORIES.get(one, one)
    for other in others:
        theirs = _TERRITORIES.get(other, other)
        if mine == theirs or {mine, theirs} == _WEAKLY:
            return False
    return True
