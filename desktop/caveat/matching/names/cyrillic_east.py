"""Chinese and Korean names in Cyrillic letters, back into the Latin letters that others write.

Си Цзиньпин is Xi Jinping, Ким Чен Ын Kim Jong Un. Chinese by the system of Palladius, Korean by
Kontsevich's and what newspapers print beside it (both from general knowledge). Words come here as
`fold` leaves them, without soft signs, so that н may be n or ng: all readings are told.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product

from caveat.matching.names.clean import fold
from caveat.matching.names.hangul import COMMON_SYLLABLES, parts_of_syllable, spellings
from caveat.matching.names.lexicon import WordKind, lexicon

_MOST_SYLLABLES = 3
_LONGEST_SYLLABLE = 9
_MOST_READINGS = 128
_SHORTEST_PLACE = 5

# Chinese: what each initial and final is in Cyrillic letters.
_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г",
    "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш",
    "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_PALATAL = {
    "i": "и", "ia": "я", "ian": "янь", "iang": "ян", "iao": "яо", "ie": "е", "in": "инь",
    "ing": "ин", "iong": "юн", "iu": "ю", "u": "юй", "uan": "юань", "ue": "юэ", "un": "юнь",
}  # fmt: skip
_HARD = {
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "ei": "эй", "en": "энь",
    "eng": "эн", "ong": "ун", "ou": "оу", "u": "у", "ua": "уа", "uai": "уай", "uan": "уань",
    "uang": "уан", "ui": "уй", "un": "унь", "uo": "о", "o": "о",
}  # fmt: skip
_SOFT = {key: _PALATAL[key] for key in ("i", "ian", "iao", "ie", "in", "ing", "iu")}
_WHOLE = {
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "en": "энь", "er": "эр",
    "ou": "оу", "wa": "ва", "wai": "вай", "wan": "вань", "wang": "ван", "wei": "вэй", "wen": "вэнь",
    "weng": "вэн", "wo": "во", "wu": "у", "ya": "я", "yan": "янь", "yang": "ян", "yao": "яо",
    "ye": "е", "yi": "и", "yin": "инь", "ying": "ин", "yong": "юн", "you": "ю", "yu": "юй",
    "yuan": "юань", "yue": "юэ", "yun": "юнь", "zi": "цзы", "ci": "цы", "si": "сы", "zhi": "чжи",
    "chi": "чи", "shi": "ши", "ri": "жи", "hui": "хуэй", "lu": "люй", "nu": "нюй", "lue": "люэ",
}  # fmt: skip
_PALATALS = frozenset("jqx")
_TAKES_SOFT = frozenset("bpmdtnl")

# Korean: what the parts of a syllable may be in Cyrillic letters, in the order of Unicode.
_KOREAN_INITIALS = (
    "к г", "кк к", "н", "т д", "тт т", "р л", "м", "п б", "пп п", "с", "сс с", "", "ч дж чж ж",
    "чч ч", "чх", "кх к", "тх т", "пх п", "х",
)  # fmt: skip
_KOREAN_MEDIALS = (
    "а", "э е", "я", "йя", "о е", "е э", "ё е", "е", "о", "ва", "вэ", "ве вэ е", "ё", "у", "во",
    "ве", "ви", "ю", "ы и", "ый и ы", "и",
)  # fmt: skip
_KOREAN_FINALS = (
    "", "к", "к", "к", "н", "н", "н", "т", "ль л р", "к", "м", "ль", "ль", "ль", "п", "ль", "м",
    "п", "п", "т", "т", "н", "т", "т", "к", "т", "п", "т",
)  # fmt: skip
_KOREAN_SURNAMES = {
    "цой": "choe choi", "чхве": "choe choi", "ли": "ri lee yi rhee", "пак": "pak park bak",
    "чон": "chong jong jung chung jeong chon jeon jun", "чо": "cho jo", "чжо": "cho jo",
    "ким": "kim gim", "юн": "yun yoon", "но": "no noh ro roh", "хо": "ho heo hur",
    "син": "sin shin", "ян": "yang", "ан": "an ahn", "сон": "son song", "кан": "kang",
    "хван": "hwang", "лим": "rim lim", "им": "im lim", "чан": "chang jang",
    "чжан": "chang jang", "пэк": "paek baek", "мун": "mun moon", "хан": "han",
    "со": "so seo suh", "квон": "kwon", "ю": "yu yoo ryu", "рю": "ryu yu", "пэ": "pae bae",
    "у": "u woo", "ко": "ko go koh", "кон": "kong", "хон": "hong", "чин": "chin jin",
    "о": "o oh",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def readings(folded: str) -> frozenset[str]:
    """What a word in Cyrillic letters is in Latin ones, read as Chinese or Korean; maybe nothing.

    At most some 250: н is n or ng, and Korean has many romanisations.
    """
    found = _read(folded, _chinese()) | _read(folded, _korean())
    return found | _surnames().get(folded, frozenset())


@lru_cache(maxsize=4_096)
def place(folded: str) -> str:
    """The Chinese place that a word in Cyrillic letters names (Шэньчжэнь), in pinyin; or none."""
    if len(folded) < _SHORTEST_PLACE:
        return ""
    phrases = lexicon().phrases
    known = {name: phrases[name] for name in _read(folded, _chinese()) if name in phrases}
    found = [name for name, entry in known.items() if entry.kind is WordKind.PLACE]
    return found[0] if len(found) == 1 else ""


def _read(folded: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for cut in _cuts(folded, table):
        found.update(map("".join, product(*(table[one] for one in cut))))
        if len(found) > _MOST_READINGS:
            return frozenset()
    return frozenset(found)


def _cuts(folded: str, known: Mapping[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """Every way to cut a word into known syllables."""
    done: list[tuple[str, ...]] = []
    begun: list[tuple[tuple[str, ...], str]] = [((), folded)] if folded else []
    while begun:
        before, rest = begun.pop()
        if not rest:
            done.append(before)
        elif len(before) < _MOST_SYLLABLES:
            sizes = range(1, min(_LONGEST_SYLLABLE, len(rest)) + 1)
            begun += [((*before, rest[:n]), rest[n:]) for n in sizes if rest[:n] in known]
    return done


@cache
def _chinese() -> dict[str, frozenset[str]]:
    written = set(_WHOLE.items())
    for initial, letters in _INITIALS.items():
        finals = _PALATAL if initial in _PALATALS else _HARD
        if initial in _TAKES_SOFT:
            finals = finals | _SOFT
        written |= {(initial + final, letters + end) for final, end in finals.items()}
    written |= {(pinyin, cyrillic.replace("э", "е")) for pinyin, cyrillic in written}
    return _folded(written)


@cache
def _korean() -> dict[str, frozenset[str]]:
    written = set()
    for syllable in COMMON_SYLLABLES:
        initial, medial, final = parts_of_syllable(syllable)
        spelled = product(
            _KOREAN_INITIALS[initial].split() or [""],
            _KOREAN_MEDIALS[medial].split(),
            _KOREAN_FINALS[final].split() or [""],
        )
        for letters in map("".join, spelled):
            written |= {(latin, letters) for latin in spellings(syllable)}
    return _folded(written)


@cache
def _surnames() -> dict[str, frozenset[str]]:
    return _folded(
        {(latin, letters) for letters, all_ in _KOREAN_SURNAMES.items() for latin in all_.split()}
    )


def _folded(written: set[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for latin, cyrillic in written:
        found.setdefault(fold(cyrillic), set()).add(latin)
    return {folded: frozenset(latin) for folded, latin in found.items()}
