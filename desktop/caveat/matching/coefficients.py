"""The coefficients of the name comparison, read once from ``resources/lexicons/scoring.toml``."""

import tomllib
from functools import cache
from types import MappingProxyType

from caveat.resources import resource


class Coefficients:
    """Tables of numbers by name, such as ``weight["place"]``. Immutable."""

    __slots__ = (
        "agree",
        "cap",
        "evidence",
        "floor",
        "leftover",
        "provenance",
        "spelling",
        "weight",
    )

    def __init__(self, text: str) -> None:
        data = tomllib.loads(text)
        self.provenance = str(data["provenance"])
        for table in self.__slots__:
            if table != "provenance":
                numbers = {name: float(value) for name, value in data[table].items()}
                setattr(self, table, MappingProxyType(numbers))

    weight: MappingProxyType[str, float]
    agree: MappingProxyType[str, float]
    spelling: MappingProxyType[str, float]
    evidence: MappingProxyType[str, float]
    leftover: MappingProxyType[str, float]
    cap: MappingProxyType[str, float]
    floor: MappingProxyType[str, float]


@cache
def coefficients() -> Coefficients:
    """The coefficients in force."""
    return Coefficients(resource("lexicons/scoring.toml").read_text(encoding="utf-8"))
