"""Chinese names in Cyrillic letters, as Palladius wrote them and Russia and Ukraine still do.

Цзиньпин is Jinping, Чжан Юся Zhang Youxia. Worked on letters already in Latin ones, where the
soft sign that tells n from ng is lost.
"""

from functools import cache, lru_cache
from itertools import product

_ONSETS = {
    "b": "b", "p": "p", "m": "m", "f": "f", "d": "d", "t": "t", "n": "n", "l": "l", "g": "g",
    "k": "k", "h": "kh", "j": "tsz", "q": "ts", "x": "s", "zh": "chzh", "ch": "ch", "sh": "sh",
    "r": "zh", "z": "tsz", "c": "ts", "s": "s",
}  # fmt: skip
_RIMES = {
    "a": "a", "o": "o", "e": "e", "ai": "ay", "ei": "ey", "ao": "ao", "ou": "ou", "an": "an",
    "ang": "an", "en": "en", "eng": "en", "ong": "un", "i": "i", "ia": "ya", "ie": "e",
    "iao": "yao", "iu": "yu", "ian": "yan", "iang": "yan", "in": "in", "ing": "in", "iong": "yun",
    "u": "u", "ua": "ua", "uo": "o", "uai": "uay", "ui": "uy", "uan": "uan", "uang": "uan",
    "un": "un",
}  # fmt: skip
_FRONT = frozenset({"j", "q", "x"})
_OF_FRONT = {"u": "yuy", "ue": "yue", "uan": "yuan", "un": "yun"}
_ALONE = {
    "a": "a", "ai": "ay", "an": "an", "ang": "an", "ao": "ao", "e": "e", "en": "en", "er": "er",
    "ou": "ou", "yi": "i", "ya": "ya", "ye": "e", "yao": "yao", "you": "yu", "yan": "yan",
    "yang": "yan", "yin": "in", "ying": "in", "yong": "yun", "wu": "u", "wa": "va", "wo": "vo",
    "wai": "vay", "wei": "vey", "wan": "van", "wang": "van", "wen": "ven", "weng": "ven",
    "yu": "yuy", "yue": "yue", "yuan": "yuan", "yun": "yun",
}  # fmt: skip
_SPECIAL = {"hui": "khuey", "zi": "tszy", "ci": "tsy", "si": "sy", "lue": "lyue", "nue": "nyue"}
_MOST_READINGS = 24


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Syllable as it stands in Cyrillic, in Latin letters → in pinyin."""
    found: dict[str, dict[str, None]] = {}
    for onset, rime in product(_ONSETS, _RIMES):
        front = onset in _FRONT
        if onset in {"z", "c", "s", "zh", "ch", "sh", "r"} and rime.startswith("i") and rime != "i":
            continue
        if front and not rime.startswith(("i", "u")):
            continue
        if onset in {"b", "p", "m", "f"} and rime == "uo":
            continue
        spoken = _OF_FRONT.get(rime) if front and rime.startswith("u") else _RIMES[rime]
        if spoken is not None and onset + rime not in _SPECIAL:
            found.setdefault(_ONSETS[onset] + spoken, {})[onset + rime] = None
    for syllable, spoken in (*_ALONE.items(), *_SPECIAL.items(), ("xue", "syue"), ("jue", "tszyue"),
                             ("que", "tsyue"), ("hui", "khuy")):  # fmt: skip
        found.setdefault(spoken, {})[syllable] = None
    return {spoken: tuple(of) for spoken, of in found.items()}


@lru_cache(maxsize=65_536)
def pinyin(folded: str) -> frozenset[str]:
    """What a word of one or two syllables may be in pinyin: ``tszintao`` → ``jintao`` and more."""
    table = _syllables()
    read = list(table.get(folded, ()))
    for at in range(1, len(folded)):
        first, second = table.get(folded[:at]), table.get(folded[at:])
        if first and second:
            read += ["".join(one) for one in product(first, second)]
    return frozenset(read[:_MOST_READINGS])
