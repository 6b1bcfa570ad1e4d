"""Korean names in Cyrillic letters, as Kontsevich and the papers before him write them.

정은 is Чен Ын or Чон Ын. Worked on letters already in Latin ones.
"""

from functools import cache, lru_cache
from itertools import product

from caveat.matching.names.hangul import common, romanisations

_INITIALS = (
    "k g", "kk", "n", "t d", "tt", "r l", "m", "p b", "pp", "s", "ss", "", "ch chzh dzh", "chch",
    "chkh", "kkh", "tkh", "pkh", "kh",
)  # fmt: skip
_MEDIALS = (
    "a", "e", "ya", "ye", "o e", "e", "yo e", "ye e", "o", "va ua", "ve", "ve oe", "yo e", "u",
    "vo", "ve", "vi", "yu", "y i", "yy i iy", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "n", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_FIRST, _VOWELS, _ENDS = 0xAC00, 21, 28


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Syllable as it stands in Cyrillic, in Latin letters → in Hangul."""
    found: dict[str, dict[str, None]] = {}
    for syllable in common():
        initial, rest = divmod(ord(syllable) - _FIRST, _VOWELS * _ENDS)
        medial, final = divmod(rest, _ENDS)
        starts = _INITIALS[initial].split() or [""]
        ends = ("l", "r") if _FINALS[final] == "l" else (_FINALS[final],)
        for start, middle, end in product(starts, _MEDIALS[medial].split(), ends):
            found.setdefault(start + middle + end, {})[syllable] = None
    return {spoken: tuple(of) for spoken, of in found.items()}


def is_syllable(folded: str) -> bool:
    """Whether a word in Cyrillic may be one syllable of a Korean name."""
    return folded in _syllables()


@lru_cache(maxsize=16_384)
def korean(folded: str) -> frozenset[str]:
    """Every usual romanisation of a given name: ``chenyn`` → ``jongun`` and more; maybe none."""
    table = _syllables()
    read = list(table.get(folded, ()))
    for at in range(1, len(folded)):
        first, second = table.get(folded[:at]), table.get(folded[at:])
        if first and second:
            read += ["".join(one) for one in product(first, second)]
    return frozenset[str]().union(*map(romanisations, read))
