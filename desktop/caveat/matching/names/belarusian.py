"""Belarusian names beside their Russian forms, in Latin letters."""

import re
from functools import lru_cache

_SHORT_U = re.compile(r"(?<=[aeiouy])[uw](?=[^aeiouy]|$)")
_OF_BELARUS = (("kh", "x"), ("gh", "g"), ("dz", "d"), ("ts", "t"), ("tz", "t"), ("ck", "t"))
_BARE = str.maketrans({"g": "h", "w": "v", **dict.fromkeys("aeiouyj")})


@lru_cache(maxsize=65_536)
def in_belarus(folded: str) -> str:
    """The consonants that the Belarusian and the Russian form of a name have in common.

    Shuhayeu is Shugaev, Paulichenka Pavlichenko, Miadzvedzeu Medvedev.
    """
    folded = _SHORT_U.sub("v", folded)
    for written, spoken in _OF_BELARUS:
        folded = folded.replace(written, spoken)
    return folded.translate(_BARE)


_FAMILY = re.compile(r"(?:[aeo][uvw]a?|[aeo]nk[ao]|sk(?:i|y|iy|yi|ii|aya|aia)?)$")
_TELLING = 3


def belarusian_key(folded: str) -> str:
    """What a surname of these endings shares with its other form; empty of any other word."""
    if not _FAMILY.search(folded):
        return ""
    key = in_belarus(folded)
    return key if len(key) >= _TELLING else ""
